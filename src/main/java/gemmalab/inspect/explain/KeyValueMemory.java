package gemmalab.inspect.explain;

import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;

/** How many numbers the cache of keys and values holds, and what sharing and windows save. */
public final class KeyValueMemory {

  private final GemmaConfig config;

  public KeyValueMemory(GemmaConfig config) {
    this.config = config;
  }

  /** Of one token in all layers: two vectors for each key-value head. */
  public long perToken() {
    return perTokenAndLayer() * config.numHiddenLayers();
  }

  /** The same if each query head had keys and values of its own. */
  public long perTokenWithoutSharing() {
    return perToken() / config.numKeyValueHeads() * config.numAttentionHeads();
  }

  /** Of a text as long as the context; a local layer keeps no more than its window. */
  public long ofContext() {
    long numbers = 0;
    for (LayerType type : config.layerTypes()) {
      numbers += perTokenAndLayer() * Math.min(config.window(type), config.maxPositionEmbeddings());
    }
    return numbers;
  }

  /** The same if all layers were global. */
  public long ofContextWithoutWindows() {
    return perToken() * config.maxPositionEmbeddings();
  }

  private long perTokenAndLayer() {
    return 2L * config.numKeyValueHeads() * config.headDim();
  }
}
