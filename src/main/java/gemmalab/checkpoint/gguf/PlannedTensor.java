package gemmalab.checkpoint.gguf;

import ai.djl.ndarray.types.Shape;
import gemmalab.model.GemmaConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * A tensor that will be written.
 *
 * @param shape the outer dimension first
 * @param offset from the first tensor's first byte
 */
record PlannedTensor(GemmaPart.Place place, GgufType type, Shape shape, long offset) {

  /** All tensors of a model, one after the other; a tied head is none. */
  static List<PlannedTensor> all(GemmaConfig config, GgufType type) {
    List<PlannedTensor> planned = new ArrayList<>();
    long offset = 0;
    for (GemmaPart.Place place : places(config)) {
      Shape shape = place.part().shape(config);
      boolean rounded = !place.part().isNorm() && shape.tail() % type.blocks().numbers() == 0;
      PlannedTensor tensor = new PlannedTensor(place, rounded ? type : GgufType.F32, shape, offset);
      planned.add(tensor);
      offset = aligned(offset + tensor.type().blocks().bytesOf(tensor.numbers()));
    }
    return planned;
  }

  private static List<GemmaPart.Place> places(GemmaConfig config) {
    List<GemmaPart.Place> places = new ArrayList<>();
    places.add(GemmaPart.EMBEDDING.place());
    for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
      for (GemmaPart part : GemmaPart.values()) {
        if (part.isInLayer()) {
          places.add(part.place(layer));
        }
      }
    }
    places.add(GemmaPart.FINAL_NORM.place());
    if (!config.tieWordEmbeddings()) {
      places.add(GemmaPart.HEAD.place());
    }
    return places;
  }

  /** The next place where a tensor may begin. */
  static long aligned(long bytes) {
    return (bytes + GgufHeader.ALIGNMENT - 1) / GgufHeader.ALIGNMENT * GgufHeader.ALIGNMENT;
  }

  long numbers() {
    return shape.size();
  }
}
