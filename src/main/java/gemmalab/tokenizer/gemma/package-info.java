/**
 * Gemma's tokenizer, read from Hugging Face's {@code tokenizer.json}: byte pair encoding of whole
 * texts, in which a character without a token is spelt in bytes.
 */
@NullMarked
package gemmalab.tokenizer.gemma;

import org.jspecify.annotations.NullMarked;
