/** Pictures that can be walked through with pointer and keys, and what stands around them. */
@NullMarked
package gemmalab.ui.attention.board;

import org.jspecify.annotations.NullMarked;
