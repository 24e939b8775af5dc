package gemmalab.model;

import ai.djl.ndarray.NDArray;
import gemmalab.tensor.Kernels;
import java.util.EnumMap;
import java.util.Map;

/**
 * Rotary position embedding (Su et al. 2021). The dimensions of a head form D/2 pairs (i, i + D/2);
 * pair i is rotated by the angle position · base^(-2i/D). The dot product of a query and a key then
 * depends only on their distance.
 *
 * <p>Local layers use base 10,000, global layers 1,000,000, whose slowly rotating pairs tell
 * distant positions apart. The tables hold only the positions of one pass.
 */
public final class RotaryEmbedding {

  private final Kernels kernels;
  private final Map<LayerType, NDArray> tables = new EnumMap<>(LayerType.class);

  /**
   * Computes the tables [2, count, D/2] of cosines and sines.
   *
   * @param like a tensor on the device and in the scope of the pass
   * @param count number of tokens in the pass
   */
  public RotaryEmbedding(GemmaConfig config, ForwardPass pass, NDArray like, int count) {
    kernels = pass.kernels();
    int first = pass.firstPosition();
    Intervention change = pass.intervention();
    int dim = config.headDim();
    for (LayerType type : config.layerTypes()) {
      tables.computeIfAbsent(
          type,
          t ->
              kernels.rotaryTable(
                  like, first, count, change.ropeBase(config, t), config.ropeFactor(t), dim));
    }
  }

  /** Rotates queries or keys x [B, H, T, D] by the angles of their positions. */
  public NDArray rotate(NDArray x, LayerType type) {
    NDArray table = tables.get(type);
    if (table == null) {
      throw new IllegalArgumentException("no layer of this model is " + type.label());
    }
    return kernels.rotate(x, table);
  }
}
