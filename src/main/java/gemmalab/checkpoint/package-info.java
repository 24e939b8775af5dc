/** Weights on disk: safetensors, the key names of each family, and what does not fit. */
@NullMarked
package gemmalab.checkpoint;

import org.jspecify.annotations.NullMarked;
