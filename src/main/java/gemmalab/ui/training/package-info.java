/** A run: its form, its curve, its numbers, its texts. */
@NullMarked
package gemmalab.ui.training;

import org.jspecify.annotations.NullMarked;
