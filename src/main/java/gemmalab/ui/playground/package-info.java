/** Write with the model. */
@NullMarked
package gemmalab.ui.playground;

import org.jspecify.annotations.NullMarked;
