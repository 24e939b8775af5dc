package gemmalab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gemmalab.tensor.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Keys and values of the tokens so far, so that a new token costs one step and not a pass over the
 * whole text. A full layer keeps every token; a sliding layer keeps its window in a ring, where
 * position p lives in slot p mod window. Keys are kept already turned by their position, and the
 * softmax does not ask in which order they stand.
 */
public final class KvCache implements AutoCloseable {

  /** Slots that a full layer starts with; they double when they run out. */
  private static final int FIRST_SLOTS = 256;

  private final GemmaConfig config;
  private final Kernels kernels;
  private final NDManager manager;
  private final List<Layer> layers = new ArrayList<>();
  private int length;

  /**
   * Makes an empty cache for one text.
   *
   * @param parent manager on the model's device; the cache makes its own below it
   */
  public KvCache(GemmaConfig config, Kernels kernels, NDManager parent) {
    this.config = config;
    this.kernels = kernels;
    this.manager = parent.newSubManager();
    for (LayerType type : config.layerTypes()) {
      layers.add(new Layer(config.window(type)));
    }
  }

  /** Tokens that went through the model with this cache. */
  public int length() {
    return length;
  }

  /** Keys that a layer holds now: the window of a sliding layer at most. */
  public int heldKeys(int layer) {
    return Math.min(length, layers.get(layer).window);
  }

  Layer layer(int index) {
    return layers.get(index);
  }

  /** Called once a pass, after all layers. */
  void advance(int tokens) {
    length += tokens;
  }

  @Override
  public void close() {
    manager.close();
  }

  /** The keys and values of one layer. */
  final class Layer {

    private final int window;
    private NDArray keys; // [1, K, slots, D]
    private NDArray values; // [1, K, slots, D]

    Layer(int window) {
      this.window = window;
      keys = slots(Math.min(window, FIRST_SLOTS));
      values = slots(Math.min(window, FIRST_SLOTS));
    }

    /** Adds the new tokens, and lets them look at all that they may see: [1, H, T, D]. */
    NDArray attend(NDArray query, NDArray key, NDArray value, double scale, int reach) {
      int tokens = Math.toIntExact(query.getShape().get(2));
      if (tokens > 1 && length > 0) {
        throw new IllegalStateException("after the prompt the cache takes one token at a time");
      }
      store(key, value, tokens);
      return tokens > 1
          ? kernels.attention(query, key, value, scale, reach)
          : kernels.cachedAttention(query, keys, values, Math.min(length + tokens, window), scale);
    }

    /** Writes the new keys and values into their slots; those before the window are left out. */
    private void store(NDArray key, NDArray value, int tokens) {
      int kept = Math.min(tokens, window);
      reserve(Math.min(length + tokens, window));
      long firstKept = (long) length + tokens - kept;
      long[] positions =
          LongStream.range(firstKept, firstKept + kept).map(p -> p % window).toArray();
      NDArray slots = key.getManager().create(positions);
      kernels.writeCache(last(key, kept, tokens), keys, slots);
      kernels.writeCache(last(value, kept, tokens), values, slots);
    }

    private NDArray last(NDArray x, int kept, int tokens) {
      return kept == tokens ? x : x.get(new NDIndex(":, :, {}:", tokens - kept));
    }

    private void reserve(int needed) {
      long have = keys.getShape().get(2);
      if (needed > have) {
        int slots = (int) Math.min(window, Math.max(needed, 2 * have));
        keys = grown(keys, slots);
        values = grown(values, slots);
      }
    }

    private NDArray grown(NDArray old, int slots) {
      NDArray larger = slots(slots);
      long have = old.getShape().get(2);
      larger.set(new NDIndex(":, :, :{}", have), old);
      old.close();
      return larger;
    }

    private NDArray slots(int count) {
      Shape shape = new Shape(1, config.numKeyValueHeads(), count, config.headDim());
      return manager.zeros(shape, DataType.FLOAT32);
    }
  }
}
