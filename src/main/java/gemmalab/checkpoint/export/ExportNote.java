package gemmalab.checkpoint.export;

/** What whoever uses the file should know. */
public enum ExportNote {
  /** llama.cpp reads words that are not in a compact vocabulary otherwise. */
  WORDS_OUTSIDE_VOCABULARY,
  /** A safetensors file shares no tensors: the tied head stands in it once more. */
  HEAD_WRITTEN_TWICE,
  /** The model came without a tokenizer, so that no text can be read or written. */
  WITHOUT_TOKENIZER
}
