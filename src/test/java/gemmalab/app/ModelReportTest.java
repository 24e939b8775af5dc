package gemmalab.app;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.ModelReport.AssumedValue;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModelReportTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @Test
  void whatNoShapeTellsOfABareStateDictIsAssumedAndSaid() {
    ModelReport report = ModelReport.of(GOLDEN.resolve("formats/seed_strided.pt"));

    assertThat(report.fits()).isTrue();
    assertThat(report.assumed())
        .contains(
            new AssumedValue("max_position_embeddings", "32768"),
            new AssumedValue("sliding_window", "512"),
            new AssumedValue("rope_theta", "1000000"),
            new AssumedValue("rope_local_base_freq", "10000"),
            new AssumedValue("rms_norm_eps", "1e-6"));
    assertThat(report.isNoteworthy()).isTrue();
    assertThat(report.tokenizer()).isEmpty(); // of 97 tokens
  }

  @Test
  void aConfigurationLeavesNothingToAssume() {
    assertThat(ModelReport.of(GOLDEN.resolve("seed_tiny")).assumed()).isEmpty();
    assertThat(ModelReport.of(GOLDEN.resolve("formats/tied_f32.gguf")).assumed()).isEmpty();
    assertThat(ModelReport.of(GOLDEN.resolve("seed_tiny")).isNoteworthy()).isFalse();
  }

  @Test
  void theBundledModelHasItsCompactTokenizer() {
    ModelReport report = ModelReport.of(BundledModel.folder().orElseThrow());

    assertThat(report.tokenizer()).isEqualTo("Compact");
    assertThat(report.memoryBytes()).isEqualTo(report.parameters() * Float.BYTES);
    assertThat(report.isTooLarge()).isFalse();
  }
}
