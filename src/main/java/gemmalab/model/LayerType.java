package gemmalab.model;

import gemmalab.text.Choice;

/** Which positions a layer attends to. The labels are Hugging Face's. */
public enum LayerType implements Choice {
  /** A local layer: the last {@code sliding_window} positions. */
  SLIDING("sliding_attention"),
  /** A global layer: all earlier positions. */
  FULL("full_attention");

  private final String label;

  LayerType(String label) {
    this.label = label;
  }

  @Override
  public String label() {
    return label;
  }
}
