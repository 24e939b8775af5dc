/** All heads in small, and what each is worth. */
@NullMarked
package gemmalab.ui.attention.grid;

import org.jspecify.annotations.NullMarked;
