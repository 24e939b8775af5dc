package gemmalab.model;

import gemmalab.text.Choice;

/** What a layer's attention sees. The labels are Hugging Face's. */
public enum LayerType implements Choice {
  /** The last tokens of a sliding window: a local layer. */
  SLIDING("sliding_attention"),
  /** All tokens so far: a global layer. */
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
