package gemmalab.checkpoint;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import gemmalab.files.DurableFile;
import gemmalab.files.DurableFolder;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Preset;
import gemmalab.model.Weight;
import gemmalab.tensor.TensorTurns;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model on disk: {@code model.safetensors} with {@code config.json} beside it; {@code
 * vocabulary.json} if its vocabulary is compact, else {@code tokenizer.json} for others to read.
 *
 * @param weights the safetensors file
 * @param config from {@code config.json}; without one, that of {@code gemma3-270m}
 */
public record ModelFile(Path weights, GemmaConfig config) {

  public static final String WEIGHTS = "model.safetensors";

  /** A run's folder for its best model. */
  public static final String BEST = "best";

  public static final String CONFIG = "config.json";
  public static final String VOCABULARY = "vocabulary.json";

  /**
   * Finds the model that a path names.
   *
   * @param named a folder with {@code model.safetensors}, a run's folder, of which the best model
   *     is taken, or such a file
   * @throws GemmaException if there is none
   */
  public static ModelFile locate(Path named) {
    return DurableFolder.readUnchanged(
        named,
        path -> DurableFolder.readUnchanged(path.resolve(BEST), best -> locate(named, path, best)));
  }

  /**
   * Finds the model.
   *
   * @param path what is named, where it is now
   * @param best of a run, where it is now
   */
  private static ModelFile locate(Path named, Path path, Path best) {
    if (!Files.exists(path)) {
      throw new GemmaException("error.model.missing", path);
    }
    boolean isFile = !Files.isDirectory(path);
    boolean isOfRun =
        !isFile && !Files.exists(path.resolve(WEIGHTS)) && Files.exists(best.resolve(WEIGHTS));
    Path weights = isFile ? path : (isOfRun ? best : path).resolve(WEIGHTS);
    if (!Files.exists(weights)) {
      throw new GemmaException("error.model.emptyFolder", path);
    }
    if (weights.toString().endsWith(".pt")) {
      throw new GemmaException("error.model.pickle", path);
    }
    Path config = weights.resolveSibling(CONFIG);
    // under its lasting name: where it is now it may be gone before it is opened
    return new ModelFile(
        isFile ? named : (isOfRun ? named.resolve(BEST) : named).resolve(WEIGHTS),
        Files.exists(config) ? ConfigJson.read(config) : Preset.GEMMA3_270M.config());
  }

  /** Whether it is a file indeed. */
  public boolean isFile() {
    return DurableFolder.readUnchanged(folder(), at -> Files.isRegularFile(in(at)));
  }

  private Path folder() {
    return weights.toAbsolutePath().resolveSibling("");
  }

  /** The weights in the folder around them, wherever that is now. */
  private Path in(Path folder) {
    return folder.resolve(String.valueOf(weights.getFileName()));
  }

  /**
   * Reads the names of the tensors, but not these.
   *
   * @throws GemmaException if the file is damaged or holds no Gemma 3 model
   */
  public void requireModel() {
    try (SafetensorsFile file = open()) {
      KeyNames.recognize(file);
    }
  }

  /**
   * Loads the model's weights as float32, after comparing every name and shape.
   *
   * @param manager on the device where the weights shall live; the model closes it, and a load that
   *     fails does
   * @throws GemmaException naming the first tensor that does not fit
   */
  public Gemma3Model load(NDManager manager) {
    try (SafetensorsFile file = open()) {
      return load(file, manager);
    } catch (RuntimeException | Error e) {
      manager.close(); // with the weights that were read so far
      throw e;
    }
  }

  /** Opens the weights, whose header is checked then. */
  public SafetensorsFile open() {
    return DurableFolder.read(folder(), at -> SafetensorsFile.open(in(at)));
  }

  private Gemma3Model load(SafetensorsFile file, NDManager manager) {
    Gemma3Model model = new Gemma3Model(config, manager);
    KeyNames names = KeyNames.recognize(file);
    Map<String, Weight> wanted = model.namedWeights();
    wanted.forEach((name, weight) -> requireShape(file, names.of(name), weight.shape()));
    wanted.forEach((name, weight) -> weight.set(file.readFloat32(names.of(name), manager)));
    return model;
  }

  private static void requireShape(SafetensorsFile file, String key, Shape wanted) {
    SafetensorsFile.TensorEntry entry = file.entries().get(key);
    if (entry == null) {
      throw new GemmaException("error.tensor.missing", file.path(), key);
    }
    if (!entry.shape().equals(wanted)) {
      throw new GemmaException(
          "error.tensor.shape", file.path(), key, entry.shape().toString(), wanted.toString());
    }
  }

  /**
   * The tokenizer that the model was trained with: that of the vocabulary beside it, else GPT-2's.
   *
   * @throws GemmaException if the vocabulary is damaged or of another model
   */
  public Tokenizer tokenizer() {
    return DurableFolder.readUnchanged(folder(), at -> tokenizer(at.resolve(VOCABULARY)));
  }

  private Tokenizer tokenizer(Path path) {
    if (!Files.exists(path)) {
      return new Gpt2Tokenizer();
    }
    CompactVocabulary vocabulary = VocabularyJson.read(path);
    if (vocabulary.size() != config.vocabSize()) {
      throw new GemmaException(
          "error.vocabulary.size", path, vocabulary.size(), config.vocabSize());
    }
    return new CompactTokenizer(vocabulary);
  }

  /**
   * Writes a model into a new folder, in Hugging Face's layout.
   *
   * @param turns in which the weights are copied
   * @throws IOException if the folder cannot be written
   */
  public static void write(Gemma3Model model, Tokenizer tokenizer, Path folder, TensorTurns turns)
      throws IOException {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    model.namedWeights().forEach((name, weight) -> tensors.put(name, weight.array()));
    SafetensorsWriter.write(folder.resolve(WEIGHTS), tensors, turns);
    DurableFile.writeNew(
        folder.resolve(CONFIG), ConfigJson.write(model.config(), tokenizer.endOfText()));
    if (tokenizer instanceof CompactTokenizer compact) {
      DurableFile.writeNew(folder.resolve(VOCABULARY), VocabularyJson.write(compact.vocabulary()));
    } else if (tokenizer instanceof Gpt2Tokenizer) {
      TokenizerJson.write(folder, model.config().maxPositionEmbeddings());
    }
  }
}
