package gemmalab.checkpoint.gguf;

import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A Gemma 3 model in a GGUF file, with its tensors under Hugging Face's names and with Hugging
 * Face's values: norms are stored with 1 added. A tensor that is none of Gemma's keeps its name.
 */
public final class GgufModel implements TensorFile {

  private static final String ARCHITECTURE_KEY = "general.architecture";

  private final GgufFile file;
  private final GemmaConfig config;
  private final Map<String, StoredTensor> tensors;
  private final Map<String, GemmaPart.Place> places = new HashMap<>();

  private GgufModel(GgufFile file) {
    this.file = file;
    requireGemma3(file.metadata());
    Map<String, StoredTensor> renamed = new LinkedHashMap<>();
    file.tensors().forEach((name, tensor) -> renamed.put(renamed(name), tensor));
    tensors = Collections.unmodifiableMap(renamed);
    config = new GgufConfig(file.metadata(), this).read();
  }

  /**
   * Opens a file and reads its configuration.
   *
   * @throws GemmaException if the file is damaged, or its model is not one that the app computes
   */
  public static GgufModel open(Path path) {
    GgufFile file = GgufFile.open(path);
    try {
      return new GgufModel(file);
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static void requireGemma3(GgufMetadata metadata) {
    String architecture = metadata.text(ARCHITECTURE_KEY);
    if (!architecture.equals(GgufConfig.ARCHITECTURE)) {
      throw new GemmaException("error.gguf.architecture", metadata.path(), architecture);
    }
  }

  private String renamed(String ggufName) {
    return GemmaPart.named(ggufName)
        .map(
            place -> {
              places.put(place.huggingFaceName(), place);
              return place.huggingFaceName();
            })
        .orElse(ggufName);
  }

  @Override
  public Path path() {
    return file.path();
  }

  public GemmaConfig config() {
    return config;
  }

  /**
   * The tokenizer that the app reads and writes texts with; {@link #tokenizer} is what the file
   * says of it.
   *
   * @throws GemmaException if it is neither Gemma's nor GPT-2's
   */
  public Tokenizer textTokenizer() {
    return new AppTokenizer(path(), tokenizer()).make();
  }

  /** Whether the file has a tokenizer. */
  public boolean hasTokenizer() {
    return GgufTokenizerKeys.areIn(file.metadata());
  }

  @Override
  public Optional<GemmaConfig> storedConfig() {
    return Optional.of(config);
  }

  /**
   * Reads the tokenizer.
   *
   * @throws GemmaException if the file has none, or one that contradicts itself
   */
  public GgufTokenizer tokenizer() {
    return GgufTokenizerKeys.read(file.metadata());
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public void read(String name, long begin, float[] target) throws IOException {
    GemmaPart.Place place = places.get(name);
    file.read(place == null ? name : place.ggufName(), begin, target);
    if (place != null && place.part().isNorm()) {
      for (int i = 0; i < target.length; i++) {
        target[i] -= 1;
      }
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
