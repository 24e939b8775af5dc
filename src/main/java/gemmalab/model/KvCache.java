package gemmalab.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Kernels.CacheSlots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

/**
 * Keys and values of earlier tokens, so that a new token needs one step instead of a pass over the
 * whole sequence. A global layer keeps every position; a local layer keeps its sliding window in a
 * ring, where position p is in slot p mod window. Keys are cached after the rotary embedding has
 * been applied; softmax does not depend on their order.
 */
public final class KvCache implements AutoCloseable {

  /** Initial number of slots of a layer, at most; doubled when they are full. */
  private static final int FIRST_SLOTS = 256;

  private final GemmaConfig config;
  private final Kernels kernels;
  private final NDManager manager;
  private final List<Layer> layers = new ArrayList<>();
  private final Map<LayerType, NewTokens> newTokens = new EnumMap<>(LayerType.class);
  private int length;
  private int tokens; // of the pass that runs

  /** The keys and values of one layer, each [1, K, slots, D]. */
  private record Layer(LayerType type, NDArray keys, NDArray values) {}

  /** The slots of this pass's tokens, alike in all layers of a type; tensors of the pass. */
  private record NewTokens(NDArray slots, NDArray filled) {}

  /**
   * Creates an empty cache for one sequence.
   *
   * @param parent manager on the model's device; the cache creates its own below it
   */
  public KvCache(GemmaConfig config, Kernels kernels, NDManager parent) {
    this.config = config;
    this.kernels = kernels;
    this.manager = parent.newSubManager();
    for (LayerType type : config.layerTypes()) {
      int slots = Math.min(config.window(type), FIRST_SLOTS);
      layers.add(new Layer(type, slots(slots), slots(slots)));
    }
  }

  /** Number of tokens processed with this cache. */
  public int length() {
    return length;
  }

  /** Number of positions that a layer has cached: at most the sliding window in a local layer. */
  public int cachedPositions(int layer) {
    return filled(layers.get(layer).type(), length);
  }

  /** Number of slots allocated for a layer. */
  public int slotCount(int layer) {
    return Math.toIntExact(layers.get(layer).keys().getShape().get(2));
  }

  /** Makes room for the tokens of a pass, ids [1, T]. */
  void begin(NDArray ids) {
    tokens = Math.toIntExact(ids.getShape().get(1));
    if (tokens > 1 && length > 0) {
      throw new IllegalStateException("after the prompt the cache takes one token at a time");
    }
    newTokens.clear();
    layers.replaceAll(this::withRoom);
    for (Layer layer : layers) {
      newTokens.computeIfAbsent(layer.type(), type -> place(type, ids.getManager()));
    }
  }

  /** Caches the new keys and values of a layer and returns its attention output [1, H, T, D]. */
  NDArray attend(int index, NDArray query, NDArray key, NDArray value, double scale) {
    Layer layer = layers.get(index);
    NewTokens place = newTokens.get(layer.type());
    if (place == null) {
      throw new IllegalStateException("the pass was not started by Gemma3Model");
    }
    CacheSlots slots = new CacheSlots(layer.keys(), layer.values(), place.slots(), place.filled());
    if (tokens == 1) {
      return kernels.cachedAttention(query, key, value, slots, scale);
    }
    kernels.writeCache(kept(key, layer.type()), kept(value, layer.type()), slots);
    return kernels.attention(query, key, value, scale, config.window(layer.type()));
  }

  /** Called after all layers. */
  void end() {
    length += tokens;
    newTokens.clear();
  }

  @Override
  public void close() {
    manager.close();
  }

  private int filled(LayerType type, int tokensSoFar) {
    return Math.min(tokensSoFar, config.window(type));
  }

  /** Of a prompt longer than the window, only the end is kept. */
  private NDArray kept(NDArray x, LayerType type) {
    int count = filled(type, tokens);
    return count == tokens ? x : x.get(new NDIndex(":, :, {}:", tokens - count));
  }

  private NewTokens place(LayerType type, NDManager pass) {
    int window = config.window(type);
    long end = (long) length + tokens;
    long[] slots =
        LongStream.range(end - filled(type, tokens), end)
            .map(position -> position % window)
            .toArray();
    return new NewTokens(pass.create(slots), kernels.number(filled(type, (int) end), pass));
  }

  private Layer withRoom(Layer layer) {
    int have = Math.toIntExact(layer.keys().getShape().get(2));
    int window = config.window(layer.type());
    int needed = filled(layer.type(), length + tokens);
    if (needed <= have) {
      return layer;
    }
    int slots = Math.min(window, Math.max(needed, 2 * have));
    return new Layer(layer.type(), grown(layer.keys(), slots), grown(layer.values(), slots));
  }

  private NDArray grown(NDArray old, int slots) {
    NDArray larger = slots(slots);
    larger.set(new NDIndex(":, :, :{}", old.getShape().get(2)), old);
    old.close();
    return larger;
  }

  private NDArray slots(int count) {
    Shape shape = new Shape(1, config.numKeyValueHeads(), count, config.headDim());
    return manager.zeros(shape, DataType.FLOAT32);
  }
}
