/** Both families side by side, and what a configuration of one's own takes. */
@NullMarked
package gemmalab.ui.architecture.shapes;

import org.jspecify.annotations.NullMarked;
