package gemmalab.checkpoint.export;

import gemmalab.text.Choice;

/** For whom a model is written. */
public enum ExportFormat implements Choice {
  /** A folder for transformers, and this app's own format. */
  HUGGINGFACE("huggingface"),
  /** A state dict of torch with the original project's names. */
  ORIGINAL("original"),
  /** The same names in a safetensors file. */
  ORIGINAL_SAFETENSORS("original-safetensors"),
  /** A file for llama.cpp. */
  GGUF("gguf");

  private final String label;

  ExportFormat(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }

  /** Whether it is a folder of files. */
  public boolean isFolder() {
    return this == HUGGINGFACE;
  }
}
