/** How each family of checkpoints names its tensors, and what fits the model. */
@NullMarked
package gemmalab.checkpoint.names;

import org.jspecify.annotations.NullMarked;
