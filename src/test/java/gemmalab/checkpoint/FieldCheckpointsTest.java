package gemmalab.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.checkpoint.names.KeyFamily;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.checkpoint.tensors.TensorReader;
import gemmalab.inspect.Difference;
import gemmalab.inspect.Parity;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Configurations and files as people have them. */
@ExtendWith(OnTensorThread.class)
class FieldCheckpointsTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path FIELD = Path.of("src/test/resources/field");

  @ParameterizedTest
  @CsvSource({
    "config-of-a-relative, seed_tiny, seed_tiny",
    "config-rope-linear, hf_tiny_tied, config-rope-linear",
    "config-pattern, hf_tiny_tied, config-pattern",
    "config-flat-rope, hf_tiny_tied, config-flat-rope"
  })
  void configurationIsComputedAsItSays(
      String config, String weights, String golden, @TempDir Path folder, TensorEngine engine)
      throws IOException {
    Files.copy(
        GOLDEN.resolve(weights).resolve("model.safetensors"), folder.resolve("model.safetensors"));
    Files.copy(FIELD.resolve(config).resolve("config.json"), folder.resolve("config.json"));
    Path reference =
        Files.exists(FIELD.resolve(golden)) ? FIELD.resolve(golden) : GOLDEN.resolve(golden);
    assertWithin(engine, folder, reference.resolve("golden.safetensors"));
  }

  @Test
  void tiedModelIsReproduced(TensorEngine engine) {
    Path model = GOLDEN.resolve("hf_tiny_tied");
    assertWithin(engine, model, model.resolve("golden.safetensors"));
  }

  @Test
  void ggufIsTheModelThatItWasMadeOf(TensorEngine engine) {
    assertWithin(
        engine,
        GOLDEN.resolve("formats/tied_f32.gguf"),
        GOLDEN.resolve("hf_tiny_tied/golden.safetensors"));
  }

  /** The shards are bfloat16, the whole file is float32. */
  @Test
  void shardsHoldTheModelRoundedToTheirType(Scope scope) {
    ModelFile sharded = ModelFile.locate(GOLDEN.resolve("formats/tied_sharded_old"));
    ModelFile whole = ModelFile.locate(GOLDEN.resolve("hf_tiny_tied"));
    assertThat(sharded.config()).isEqualTo(whole.config());
    try (TensorFile rounded = sharded.open();
        TensorFile exact = whole.open()) {
      KeyFamily family = KeyFamily.recognize(rounded);
      for (String name : exact.tensors().keySet()) {
        float[] expected = TensorReader.float32(exact, name, scope.manager()).toFloatArray();
        for (int i = 0; i < expected.length; i++) {
          expected[i] = roundedToBfloat16(expected[i]);
        }
        assertThat(TensorReader.float32(rounded, family.of(name), scope.manager()).toFloatArray())
            .as(name)
            .isEqualTo(expected);
      }
    }
  }

  /** To the nearest, ties to even. */
  private static float roundedToBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int rounded = bits + 0x7fff + (bits >>> 16 & 1);
    return Float.intBitsToFloat(rounded & 0xffff0000);
  }

  @Test
  void maskInTheFileIsNamedAndDoesNoHarm(@TempDir Path folder, TensorEngine engine)
      throws IOException {
    Files.copy(
        FIELD.resolve("mask-in-the-file").resolve("config.json"), folder.resolve("config.json"));
    addMask(GOLDEN.resolve("hf_tiny_tied/model.safetensors"), folder.resolve("model.safetensors"));
    assertThat(ModelFile.locate(folder).report().unused()).containsExactly("mask");
    assertWithin(engine, folder, GOLDEN.resolve("hf_tiny_tied/golden.safetensors"));
  }

  /** The same file with four bytes more, which are a tensor of type BOOL. */
  private static void addMask(Path model, Path target) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(model)).order(ByteOrder.LITTLE_ENDIAN);
    int headerBytes = (int) file.getLong();
    int dataBytes = file.capacity() - Long.BYTES - headerBytes;
    String header = new String(file.array(), Long.BYTES, headerBytes, UTF_8).strip();
    String mask =
        ",\"mask\":{\"dtype\":\"BOOL\",\"shape\":[2,2],\"data_offsets\":[%d,%d]}}"
            .formatted(dataBytes, dataBytes + 4);
    byte[] longer = (header.substring(0, header.length() - 1) + mask).getBytes(UTF_8);
    ByteBuffer result =
        ByteBuffer.allocate(Long.BYTES + longer.length + dataBytes + 4)
            .order(ByteOrder.LITTLE_ENDIAN);
    result.putLong(longer.length).put(longer);
    result.put(file.array(), Long.BYTES + headerBytes, dataBytes).putInt(1);
    Files.write(target, result.array());
  }

  @Test
  void noTokenBeyondTheTokenizersIsLeftInAPaddedVocabulary() {
    ModelFile file = ModelFile.locate(FIELD.resolve("padded-vocabulary"));
    assertThat(file.stored().vocabSize()).isEqualTo(50_304);
    assertThat(file.config().vocabSize()).isEqualTo(Gpt2Tokenizer.SIZE);
  }

  private static void assertWithin(TensorEngine engine, Path model, Path golden) {
    List<Difference> differences =
        Parity.compare(engine, ModelFile.locate(model), ComputeDevice.CPU, golden, 1e-4);
    assertThat(differences).isNotEmpty().allMatch(Difference::within);
  }
}
