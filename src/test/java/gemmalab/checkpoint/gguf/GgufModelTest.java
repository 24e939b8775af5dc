package gemmalab.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.checkpoint.config.ConfigJson;
import gemmalab.checkpoint.tensors.HalfFloats;
import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.model.GemmaConfig;
import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GgufModelTest {

  @Test
  void float32TensorsAreHuggingFaces() throws IOException {
    assertRounded("f32", value -> value);
  }

  @Test
  void float16TensorsAreHuggingFacesRounded() throws IOException {
    assertRounded("f16", value -> HalfFloats.fromHalf(HalfFloats.toHalf(value)));
  }

  @Test
  void bfloat16TensorsAreHuggingFacesRounded() throws IOException {
    assertRounded("bf16", value -> HalfFloats.fromBfloat16(HalfFloats.toBfloat16(value)));
  }

  /** Matrices are rounded to the type; norms are rounded where 1 is added, and stay float32. */
  private static void assertRounded(String type, UnaryOperator<Float> rounding) throws IOException {
    Golden golden = Golden.open(Golden.TIED.resolve("model.safetensors"));
    try (GgufModel model = GgufModel.open(Golden.gguf(type))) {
      assertThat(model.tensors()).containsOnlyKeys(golden.names());
      for (String name : golden.names()) {
        float[] wanted = golden.floats(name);
        for (int i = 0; i < wanted.length; i++) {
          wanted[i] =
              name.endsWith("norm.weight") ? (1 + wanted[i]) - 1 : rounding.apply(wanted[i]);
        }
        assertThat(read(model, name)).as(name).containsExactly(wanted);
      }
    }
  }

  /** Numbers are spread over 15, 31 or 255 steps between the largest ones of each block. */
  @ParameterizedTest
  @CsvSource({"q4_0, 8", "q5_0, 16", "q8_0, 127"})
  void roundedTensorsAreWithinTheirBlocksScale(String type, int levels) throws IOException {
    Golden golden = Golden.open(Golden.TIED.resolve("model.safetensors"));
    try (GgufModel model = GgufModel.open(Golden.gguf(type))) {
      for (String name : golden.names()) {
        float[] wanted = golden.floats(name);
        float[] read = read(model, name);
        for (int i = 0; i < wanted.length; i++) {
          float step = name.endsWith("norm.weight") ? 1e-6f : largest(wanted, i / 32 * 32) / levels;
          assertThat(read[i]).as(name).isCloseTo(wanted[i], within(step * 1.01f));
        }
      }
    }
  }

  private static float largest(float[] values, int from) {
    float largest = 0;
    for (int i = from; i < from + 32; i++) {
      largest = Math.max(largest, Math.abs(values[i]));
    }
    return largest;
  }

  @ParameterizedTest
  @ValueSource(strings = {"f32", "q4_0"})
  void anyPartOfATensorCanBeRead(String type) throws IOException {
    try (GgufModel model = GgufModel.open(Golden.gguf(type))) {
      String name = "model.layers.3.mlp.down_proj.weight";
      float[] whole = read(model, name);
      for (int begin = 0; begin < 70; begin += 7) {
        for (int count : new int[] {0, 1, 31, 32, 33, 100}) {
          float[] part = new float[count];
          model.read(name, begin, part);
          assertThat(part).isEqualTo(Arrays.copyOfRange(whole, begin, begin + count));
        }
      }
    }
  }

  @Test
  void configurationIsHuggingFacesButForThePadding() {
    GemmaConfig wanted = ConfigJson.read(Golden.TIED.resolve("config.json"));
    try (GgufModel model = GgufModel.open(Golden.gguf("q8_0"))) {
      GemmaConfig config = model.config();
      assertThat(config)
          .usingRecursiveComparison()
          .ignoringFields("padTokenId") // the file says nothing of it
          .isEqualTo(wanted);
      assertThat(config.padTokenId()).isEqualTo(GemmaConfig.NO_PADDING);
    }
  }

  @Test
  void typesAndShapesAreTheFilesWithTheOuterDimensionFirst() {
    try (GgufModel model = GgufModel.open(Golden.gguf("q4_0"))) {
      StoredTensor down = stored(model, "model.layers.0.mlp.down_proj.weight");
      assertThat(down.type()).isEqualTo("Q4_0");
      assertThat(down.shape().getShape()).containsExactly(64, 96);
      assertThat(down.bytes()).isEqualTo(64 * 96 / 32 * 18);
    }
  }

  @Test
  void tokenizerInsideIsRead() {
    try (GgufModel model = GgufModel.open(Golden.gguf("f32"))) {
      GgufTokenizer tokenizer = model.tokenizer();
      assertThat(tokenizer.model()).isEqualTo(GgufTokenizer.LLAMA);
      assertThat(tokenizer.tokens()).hasSize(320).startsWith("<pad>", "<eos>", "<bos>", "<unk>");
      assertThat(tokenizer.scores()).hasSize(320).contains(-7f);
      assertThat(tokenizer.types()).hasSize(320).startsWith(3, 3, 3, 2, 6);
      assertThat(tokenizer.merges()).isEmpty();
      assertThat(tokenizer.ids()).isEqualTo(new GgufTokenizer.SpecialIds(2, 1, -1, 3, -1));
      assertThat(tokenizer.addBos()).isTrue();
    }
  }

  static StoredTensor stored(TensorFile file, String name) {
    return Objects.requireNonNull(file.tensors().get(name), name);
  }

  static float[] read(GgufModel model, String name) throws IOException {
    float[] values = new float[(int) stored(model, name).shape().size()];
    model.read(name, 0, values);
    return values;
  }
}
