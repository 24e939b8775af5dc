package gemmalab.inspect.activation;

import gemmalab.inspect.stage.Activations;
import gemmalab.model.ModelStage;

/**
 * One number of a forward pass.
 *
 * @param layer -1 for a stage outside the layers
 * @param index in {@link Activations#values}
 */
record Cell(Activations activations, ModelStage stage, int layer, int token, int index) {

  /** The number itself. */
  float value() {
    return of(stage);
  }

  /** The number at the same place of another stage. */
  float of(ModelStage other) {
    return activations.value(other, layer, token, index);
  }

  /** The vector of the same token at another stage. */
  float[] vector(ModelStage other) {
    return activations.values(other, layer, token);
  }

  /** The vector that a norm, a product or a rotation reads. */
  float[] input() {
    return switch (stage) {
      case INPUT_NORM -> activations.stream(layer, token);
      case QUERIES, KEYS, VALUES -> vector(ModelStage.INPUT_NORM);
      case NORMED_QUERIES -> vector(ModelStage.QUERIES);
      case NORMED_KEYS -> vector(ModelStage.KEYS);
      case ROTATED_QUERIES -> vector(ModelStage.NORMED_QUERIES);
      case ROTATED_KEYS -> vector(ModelStage.NORMED_KEYS);
      case ATTENTION_OUTPUT -> vector(ModelStage.MIXED_VALUES);
      case POST_ATTENTION_NORM -> vector(ModelStage.ATTENTION_OUTPUT);
      case PRE_FEED_FORWARD_NORM -> vector(ModelStage.ATTENTION_SUM);
      case GATE, UP -> vector(ModelStage.PRE_FEED_FORWARD_NORM);
      case DOWN -> vector(ModelStage.GATED);
      case POST_FEED_FORWARD_NORM -> vector(ModelStage.DOWN);
      case FINAL_NORM -> activations.stream(activations.layers(), token);
      case LOGITS -> vector(ModelStage.FINAL_NORM);
      default -> throw new IllegalArgumentException(stage + " reads no single vector");
    };
  }

  /** Whether an intervention leaves the stage out. */
  boolean skipped() {
    return activations.intervention().skips(stage, layer);
  }
}
