package gemmalab.inspect.diagram;

import gemmalab.inspect.ModelPart;
import gemmalab.inspect.ModelPart.Kind;
import gemmalab.model.GemmaConfig;

/** How many parameters each band has; those of all bands together are the model's. */
public final class BandParameters {

  private final long[] counts;

  BandParameters(GemmaConfig config) {
    int layers = config.numHiddenLayers();
    counts = new long[layers + 2];
    for (ModelPart part : ModelPart.of(config).children()) {
      int band =
          part.kind() == Kind.EMBEDDING
              ? DiagramScene.EMBEDDING_BAND
              : part.kind() == Kind.LAYER ? part.layer() : layers;
      counts[band + 1] += part.parameters();
    }
  }

  /** Of one band: -1 for the embedding, then the layers, then the final norm and the LM head. */
  public long of(int band) {
    return counts[band + 1];
  }

  /** Of the whole model. */
  public long all() {
    long all = 0;
    for (long count : counts) {
      all += count;
    }
    return all;
  }

  long largest() {
    long largest = 1;
    for (long count : counts) {
      largest = Math.max(largest, count);
    }
    return largest;
  }
}
