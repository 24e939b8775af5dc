package gemmalab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.checkpoint.config.Assumption;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelReportTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");

  @Test
  void whatNoShapeTellsOfABareStateDictIsAssumedAndSaid() {
    ModelReport report = ModelReport.of(GOLDEN.resolve("formats/seed_strided.pt"));

    assertThat(report.fits()).isTrue();
    assertThat(report.assumed())
        .extracting(Assumption::digits)
        .contains("32768", "512", "1000000", "10000", "1e-6");
    assertThat(report.isNoteworthy()).isTrue();
    assertThat(report.tokenizer()).isEqualTo(TokenizerKind.UNKNOWN); // of 97 tokens
  }

  @Test
  void aConfigurationLeavesNothingToAssume() {
    assertThat(ModelReport.of(GOLDEN.resolve("seed_tiny")).assumed()).isEmpty();
    assertThat(ModelReport.of(GOLDEN.resolve("formats/tied_f32.gguf")).assumed()).isEmpty();
    assertThat(ModelReport.of(GOLDEN.resolve("seed_tiny")).isNoteworthy()).isFalse();
  }

  @Test
  void aTokenizerThatCannotBeUsedIsNoteworthy() {
    ModelReport report = ModelReport.of(GOLDEN.resolve("formats/tied_f32.gguf"));
    assertThat(report.tokenizer()).isEqualTo(TokenizerKind.UNKNOWN);
    assertThat(report.tokenizerFault()).hasMessageContaining("add_space_prefix");
    assertThat(report.isNoteworthy()).isTrue();
    assertThat(report.fits()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"story.txt", "stories.jsonl", "table.csv", "notes.json", "empty"})
  void whatIsNoModelIsCalledSo(String name, @TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve(name), name.equals("empty") ? "" : "[\"text\"]");
    assertThatThrownBy(() -> ModelReport.of(file))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(name + " is not a model");
  }

  @Test
  void aModelsFileWithoutItsContentIsDamaged(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("model.gguf"), "Not Found");
    assertThatThrownBy(() -> ModelReport.of(file)).hasMessageContaining("is damaged");
  }

  @Test
  void theBundledModelHasItsCompactTokenizer() {
    ModelReport report = ModelReport.of(BundledModel.folder().orElseThrow());

    assertThat(report.tokenizer()).isEqualTo(TokenizerKind.COMPACT);
    assertThat(report.memoryBytes()).isEqualTo(report.parameters() * Float.BYTES);
    assertThat(report.isTooLarge()).isFalse();
  }
}
