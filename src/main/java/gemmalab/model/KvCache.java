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
 * Keys and values of the tokens so far, so that a new token costs one step and not a pass over the
 * whole text. A full layer keeps every token; a sliding layer keeps its window in a ring, where
 * position p lives in slot p mod window. Keys are kept rotated by their position, and the softmax
 * does not ask in which order they stand.
 */
public final class KvCache implements AutoCloseable {

  /** Slots that a layer starts with at most; they double when they run out. */
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

  /** Where the tokens of this pass go, in all layers of a type; tensors of the pass. */
  private record NewTokens(NDArray slots, NDArray filled) {}

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
      int slots = Math.min(config.window(type), FIRST_SLOTS);
      layers.add(new Layer(type, slots(slots), slots(slots)));
    }
  }

  /** Tokens that went through the model with this cache. */
  public int length() {
    return length;
  }

  /** Keys that a layer holds now: the window of a sliding layer at most. */
  public int cachedPositions(int layer) {
    return filled(layers.get(layer).type(), length);
  }

  /** Slots that a layer has room for now. */
  public int slotCount(int layer) {
    return Math.toIntExact(layers.get(layer).keys().getShape().get(2));
  }

  /** Makes room for the tokens of a pass: ids [1, T]. */
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

  /** Adds a layer's new tokens, and lets them look at all that they may see: [1, H, T, D]. */
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

  /** Of a prompt longer than the window only the end is kept. */
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
