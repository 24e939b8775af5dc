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
    Path path = DurableFolder.whole(named);
    if (!Files.exists(path)) {
      throw new GemmaException("error.model.missing", path);
    }
    Path weights = Files.isDirectory(path) ? weightsIn(path) : path;
    if (!Files.exists(weights)) {
      throw new GemmaException("error.model.emptyFolder", path);
    }
    if (weights.toString().endsWith(".pt")) {
      throw new GemmaException("error.model.pickle", path);
    }
    Path config = weights.resolveSibling(CONFIG);
    return new ModelFile(
        weights, Files.exists(config) ? ConfigJson.read(config) : Preset.GEMMA3_270M.config());
  }

  private static Path weightsIn(Path folder) {
    Path ofModel = folder.resolve(WEIGHTS);
    Path ofRun = DurableFolder.whole(folder.resolve(BEST)).resolve(WEIGHTS);
    return Files.exists(ofModel) || !Files.exists(ofRun) ? ofModel : ofRun;
  }

  /**
   * Reads the names of the tensors, but not these.
   *
   * @throws GemmaException if the file is damaged or holds no Gemma 3 model
   */
  public void requireModel() {
    try (SafetensorsFile file = SafetensorsFile.open(weights)) {
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
    try (SafetensorsFile file = SafetensorsFile.open(weights)) {
      return load(file, manager);
    } catch (RuntimeException | Error e) {
      manager.close(); // with the weights that were read so far
      throw e;
    }
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
    Path path = weights.resolveSibling(VOCABULARY);
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
