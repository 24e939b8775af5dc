package gemmalab.model;

import ai.djl.ndarray.NDArray;
import gemmalab.tensor.Kernels;
import java.util.EnumMap;
import java.util.Map;

/**
 * Rotary position embedding (Su et al. 2021). A head's values are taken as D/2 pairs (i, i + D/2);
 * pair i is rotated by the angle position · base^(-2i/D). The product of a query and a key then
 * depends only on how far apart they are.
 *
 * <p>Sliding layers use base 10,000 and full layers 1,000,000, whose slow pairs can tell far
 * positions apart. The tables hold only the positions of one pass.
 */
public final class RotaryEmbedding {

  private final Kernels kernels;
  private final Map<LayerType, NDArray> tables = new EnumMap<>(LayerType.class);

  /**
   * Makes the tables [2, count, D/2] of cosines and sines.
   *
   * @param like a tensor on the device and in the scope of the pass
   * @param first position of the first token
   * @param count tokens of the pass
   */
  public RotaryEmbedding(GemmaConfig config, Kernels kernels, NDArray like, int first, int count) {
    this.kernels = kernels;
    for (LayerType type : config.layerTypes()) {
      tables.computeIfAbsent(
          type,
          t ->
              kernels.rotaryTable(
                  like, first, count, config.ropeBase(t), config.ropeFactor(t), config.headDim()));
    }
  }

  /** Turns queries or keys x [B, H, T, D] by their positions. */
  public NDArray rotate(NDArray x, LayerType type) {
    NDArray table = tables.get(type);
    if (table == null) {
      throw new IllegalArgumentException("no layer of this model is " + type.label());
    }
    return kernels.rotate(x, table);
  }
}
