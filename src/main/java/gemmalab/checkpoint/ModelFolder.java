package gemmalab.checkpoint;

import ai.djl.ndarray.NDArray;
import gemmalab.checkpoint.config.ConfigWriter;
import gemmalab.checkpoint.safetensors.SafetensorsWriter;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.checkpoint.tokenizer.TokenizerJson;
import gemmalab.checkpoint.tokenizer.VocabularyJson;
import gemmalab.files.DurableFile;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.tensor.TensorTurns;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

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
    writeTexts(folder, model.config(), tokenizer, NumberType.FLOAT32);
  }

  /**
   * Writes what a model's folder has beside the weights: its configuration and its tokenizer.
   *
   * @param type of the weights
   */
  public static void writeTexts(
      Path folder, GemmaConfig config, Tokenizer tokenizer, NumberType type) throws IOException {
    DurableFile.writeNew(
        folder.resolve(ModelFile.CONFIG), ConfigWriter.write(config, tokenizer.endOfText(), type));
    if (tokenizer instanceof CompactTokenizer compact) {
      DurableFile.writeNew(
          folder.resolve(ModelFile.VOCABULARY), VocabularyJson.write(compact.vocabulary()));
    } else if (tokenizer instanceof Gpt2Tokenizer) {
      TokenizerJson.write(folder, config.maxPositionEmbeddings());
    }
  }
}
