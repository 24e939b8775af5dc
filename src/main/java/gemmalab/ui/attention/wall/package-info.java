/** All heads in small, and what each is worth. */
@NullMarked
package gemmalab.ui.attention.wall;

import org.jspecify.annotations.NullMarked;
