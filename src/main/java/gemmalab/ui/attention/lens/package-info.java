/** What the model would say after each layer. */
@NullMarked
package gemmalab.ui.attention.lens;

import org.jspecify.annotations.NullMarked;
