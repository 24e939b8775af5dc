package gemmalab.checkpoint;

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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code torch.save} wrote opens as a model, whatever its form. */
@ExtendWith(OnTensorThread.class)
class PyTorchModelTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path FORMATS = GOLDEN.resolve("formats");
  private static final double TOLERANCE = 1e-4;

  /** Half a unit in the last place, relative to the value: 11 and 8 bits of precision. */
  private static final double HALF_ULP_OF_FLOAT16 = 0x1p-11;

  private static final double HALF_ULP_OF_BFLOAT16 = 0x1p-8;

  /** Below 2^-14 float16 has a fixed step, of which half may be lost. */
  private static final double HALF_STEP_OF_FLOAT16 = 0x1p-25;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "tied_hf.pt, hf_tiny_tied",
    "seed_strided.pt, seed_tiny",
    "seed_legacy_wrapped.pt, seed_tiny"
  })
  void float32ModelGivesTheReferenceLogits(String file, String golden, TensorEngine engine)
      throws IOException {
    Path model = withConfig(file, golden);
    Path reference = GOLDEN.resolve(golden).resolve("golden.safetensors");
    assertThat(
            Parity.compare(
                engine, ModelFile.locate(model), ComputeDevice.CPU, reference, TOLERANCE))
        .isNotEmpty()
        .allMatch(Difference::within);
  }

  @ParameterizedTest
  @CsvSource({"seed_compiled_f16.pt, FLOAT16", "seed_ddp_bf16.pt, BFLOAT16"})
  void shorterTypesHoldTheModelRoundedToThem(String file, String type, Scope scope)
      throws IOException {
    boolean half = type.equals("FLOAT16");
    try (TensorFile rounded = ModelFile.locate(withConfig(file, "seed_tiny")).open();
        TensorFile exact = ModelFile.locate(GOLDEN.resolve("seed_tiny")).open()) {
      KeyFamily ofExact = KeyFamily.recognize(exact);
      KeyFamily ofRounded = KeyFamily.recognize(rounded);
      for (String name : new String[] {"model.embed_tokens.weight", "lm_head.weight"}) {
        float[] values = values(rounded, ofRounded.of(name), scope);
        float[] expected = values(exact, ofExact.of(name), scope);
        assertThat(values).hasSameSizeAs(expected);
        for (int i = 0; i < values.length; i++) {
          double allowed =
              half
                  ? Math.max(Math.abs(expected[i]) * HALF_ULP_OF_FLOAT16, HALF_STEP_OF_FLOAT16)
                  : Math.abs(expected[i]) * HALF_ULP_OF_BFLOAT16;
          assertThat(Math.abs(values[i] - expected[i])).isLessThanOrEqualTo((float) allowed);
        }
      }
    }
  }

  @Test
  void fileOpensByItsContentWhateverItsName(TensorEngine engine) throws IOException {
    Path model = withConfig("tied_hf.pt", "hf_tiny_tied");
    Path renamed = Files.move(model, model.resolveSibling("weights"));
    assertThat(
            Parity.compare(
                engine, ModelFile.locate(renamed), ComputeDevice.CPU, reference(), TOLERANCE))
        .allMatch(Difference::within);
  }

  @Test
  void folderWithTheOriginalsFileOpens(TensorEngine engine) throws IOException {
    Path model = withConfig("tied_hf.pt", "hf_tiny_tied");
    Files.move(model, model.resolveSibling("best_model_params.pt"));
    assertThat(
            Parity.compare(
                engine, ModelFile.locate(folder), ComputeDevice.CPU, reference(), TOLERANCE))
        .allMatch(Difference::within);
  }

  @Test
  void unpackedArchiveOpens(TensorEngine engine) throws IOException {
    unpack(withConfig("tied_hf.pt", "hf_tiny_tied"));
    Path unpacked;
    try (var inside = Files.list(folder)) {
      unpacked = inside.filter(Files::isDirectory).findFirst().orElseThrow();
    }
    assertThat(
            Parity.compare(
                engine, ModelFile.locate(unpacked), ComputeDevice.CPU, reference(), TOLERANCE))
        .allMatch(Difference::within);
  }

  private static Path reference() {
    return GOLDEN.resolve("hf_tiny_tied/golden.safetensors");
  }

  private static float[] values(TensorFile file, String name, Scope scope) {
    return TensorReader.float32(file, name, scope.manager()).toFloatArray();
  }

  private Path withConfig(String file, String golden) throws IOException {
    Files.copy(GOLDEN.resolve(golden).resolve("config.json"), folder.resolve("config.json"));
    return Files.copy(FORMATS.resolve(file), folder.resolve(file));
  }

  /** By the directory at the archive's end: PyTorch's entries can't be read as a stream. */
  private void unpack(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        Path target = folder.resolve(entry.getName());
        Files.createDirectories(target.getParent());
        Files.copy(zip.getInputStream(entry), target);
      }
    }
  }
}
