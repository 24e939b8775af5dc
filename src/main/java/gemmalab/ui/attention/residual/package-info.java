/** How large the residual stream is. */
@NullMarked
package gemmalab.ui.attention.residual;

import org.jspecify.annotations.NullMarked;
