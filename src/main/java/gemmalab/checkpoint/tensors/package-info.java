/** What a checkpoint is, whatever its format: tensors by name, read lazily. */
@NullMarked
package gemmalab.checkpoint.tensors;

import org.jspecify.annotations.NullMarked;
