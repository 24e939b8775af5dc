package gemmalab.benchmark;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.config.ConfigWriter;
import gemmalab.checkpoint.export.RandomModels;
import gemmalab.checkpoint.names.ModelShapes;
import gemmalab.checkpoint.safetensors.SafetensorsWriter;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.checkpoint.tokenizer.ModelTokenizer;
import gemmalab.files.DurableFile;
import gemmalab.files.DurableFolder;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.Map;

/**
 * Writes a preset's model with random weights, some at a time: {@code FOLDER PRESET [TOKENIZER]},
 * where the last one is a folder whose {@code tokenizer.json} the model takes.
 */
final class RandomPreset {

  private static final float DEVIATION = 0.05f;

  private RandomPreset() {}

  public static void main(String[] arguments) throws Exception {
    GemmaConfig config = ModelPreset.named(arguments[1]).config();
    Tokenizer tokenizer =
        arguments.length > 2
            ? ModelTokenizer.read(Path.of(arguments[2]), config.vocabSize())
            : new Gpt2Tokenizer();
    Map<String, Shape> shapes = ModelShapes.of(config);
    DurableFolder.replace(
        Path.of(arguments[0]),
        folder -> {
          DurableFile.writeNew(
              folder.resolve(ModelFile.CONFIG), ConfigWriter.write(config, tokenizer));
          ModelTokenizer.write(folder, tokenizer, config);
          DurableFile.writeNew(
              folder.resolve(ModelFile.WEIGHTS),
              channel ->
                  SafetensorsWriter.write(
                      channel,
                      shapes,
                      NumberType.FLOAT32,
                      RandomModels.numbers(shapes, DEVIATION, 0)));
        });
  }
}
