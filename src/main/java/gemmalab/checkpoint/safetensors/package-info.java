/** The format safetensors: one file, or shards with an index. */
@NullMarked
package gemmalab.checkpoint.safetensors;

import org.jspecify.annotations.NullMarked;
