/** The chosen head in numbers, and what can be changed. */
@NullMarked
package gemmalab.ui.attention.head;

import org.jspecify.annotations.NullMarked;
