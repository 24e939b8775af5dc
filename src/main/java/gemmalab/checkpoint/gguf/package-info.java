/**
 * GGUF, the format of llama.cpp: one file with the configuration, the tokenizer and the tensors,
 * most of them rounded block by block. The format is described in ggml's {@code docs/gguf.md}.
 */
@NullMarked
package gemmalab.checkpoint.gguf;

import org.jspecify.annotations.NullMarked;
