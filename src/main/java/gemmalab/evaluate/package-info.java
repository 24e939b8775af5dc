/** How good a model is, on stories that it never saw. */
@NullMarked
package gemmalab.evaluate;

import org.jspecify.annotations.NullMarked;
