/** Text to token ids and back. */
@NullMarked
package gemmalab.tokenizer;

import org.jspecify.annotations.NullMarked;
