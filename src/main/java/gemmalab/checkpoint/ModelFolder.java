package gemmalab.checkpoint;

import ai.djl.ndarray.NDArray;
import gemmalab.checkpoint.config.ConfigWriter;
import gemmalab.checkpoint.safetensors.SafetensorsWriter;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.checkpoint.tokenizer.ModelTokenizer;
import gemmalab.files.DurableFile;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.tensor.TensorTurns;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Writes a model in Hugging Face's layout: the app's own format. */
public final class ModelFolder {

  private ModelFolder() {}

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
    SafetensorsWriter.write(folder.resolve(ModelFile.WEIGHTS), tensors, turns);
    writeTexts(folder, model.config(), Optional.of(tokenizer), NumberType.FLOAT32);
  }

  /**
   * Writes what a model's folder has beside the weights: its configuration and its tokenizer.
   *
   * @param tokenizer empty if the model has none
   * @param type of the weights
   */
  public static void writeTexts(
      Path folder, GemmaConfig config, Optional<Tokenizer> tokenizer, NumberType type)
      throws IOException {
    Path json = folder.resolve(ModelFile.CONFIG);
    if (tokenizer.isEmpty()) {
      DurableFile.writeNew(json, ConfigWriter.write(config, type));
      return;
    }
    DurableFile.writeNew(json, ConfigWriter.write(config, tokenizer.get(), type));
    ModelTokenizer.write(folder, tokenizer.get(), config);
  }
}
