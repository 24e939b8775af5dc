package gemmalab.checkpoint.export;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.ModelFolder;
import gemmalab.checkpoint.names.ModelShapes;
import gemmalab.checkpoint.safetensors.SafetensorsWriter;
import gemmalab.checkpoint.tensors.EncodedTensors;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.files.DurableFile;
import gemmalab.files.DurableFolder;
import gemmalab.model.GemmaConfig;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Models of random numbers, written without an engine. */
public final class RandomModels {

  private static final int CHUNK = 1 << 18;

  private RandomModels() {}

  /** One with GPT-2's tokens, whose first rows are not all of one chunk. */
  static GemmaConfig tiny(boolean tied) {
    return new GemmaConfig(
        Gpt2Tokenizer.SIZE,
        256,
        32,
        64,
        2,
        1,
        16,
        GemmaConfig.fiveSlidingOneFull(2),
        16,
        10_000,
        1_000_000,
        16,
        1e-6,
        tied,
        GemmaConfig.NO_PADDING);
  }

  static Path write(Path folder, GemmaConfig config) throws IOException {
    return write(folder, config, 0);
  }

  /**
   * Writes a folder.
   *
   * @param last the last number of each tensor, unless it is 0
   */
  static Path write(Path folder, GemmaConfig config, float last) throws IOException {
    Map<String, Shape> shapes = ModelShapes.of(config);
    DurableFolder.replace(
        folder,
        fresh -> {
          ModelFolder.writeTexts(
              fresh, config, Optional.of(new Gpt2Tokenizer()), NumberType.FLOAT32);
          DurableFile.writeNew(
              fresh.resolve(ModelFile.WEIGHTS),
              channel ->
                  SafetensorsWriter.write(
                      channel, shapes, NumberType.FLOAT32, numbers(shapes, 0.05f, last)));
        });
    return folder;
  }

  /**
   * Random numbers.
   *
   * @param deviation of the normal distribution that they are from
   */
  public static EncodedTensors numbers(Map<String, Shape> shapes, float deviation, float last) {
    return (name, use) -> {
      Random random = new Random(name.hashCode());
      long count = shapes.getOrDefault(name, new Shape(0)).size();
      for (long begin = 0; begin < count; begin += CHUNK) {
        float[] numbers = new float[(int) Math.min(CHUNK, count - begin)];
        for (int i = 0; i < numbers.length; i++) {
          numbers[i] = (float) random.nextGaussian() * deviation;
        }
        if (last != 0 && begin + numbers.length == count) {
          numbers[numbers.length - 1] = last;
        }
        use.accept(NumberType.FLOAT32.encode(name, numbers));
      }
    };
  }
}
