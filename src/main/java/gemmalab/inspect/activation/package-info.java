/** How single numbers of a forward pass came about: cells, and logits as sums over the parts. */
@NullMarked
package gemmalab.inspect.activation;

import org.jspecify.annotations.NullMarked;
