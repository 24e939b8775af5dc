/** Tokenizers beside a checkpoint. */
@NullMarked
package gemmalab.checkpoint.tokenizer;

import org.jspecify.annotations.NullMarked;
