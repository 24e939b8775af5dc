package gemmalab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import gemmalab.cli.CliChild;
import gemmalab.text.GemmaException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Real processes under the locale C: only there does Java lose letters. */
@EnabledOnOs(OS.LINUX)
class AsciiLocaleTest {

  private static final Map<String, String> ASCII = Map.of("LC_ALL", "C", "DISPLAY", ":77");
  private static final String MODEL = Path.of("models/tale-nano").toAbsolutePath().toString();

  @TempDir Path folder;

  @BeforeEach
  void lettersReachTheChild() {
    assumeTrue("UTF-8".equals(System.getProperty("sun.jnu.encoding")));
  }

  @Test
  void aPromptKeepsItsLetters() throws Exception {
    CliChild.Ended run =
        run(List.of(), "generate", "--model_path", MODEL, "--prompt", "café", "--max_tokens", "2");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("café");
  }

  /** The user's digits are Arabic, and the display is dead. */
  @Test
  void aMapIsWrittenUnderItsLatinNameWithoutADisplay() throws Exception {
    CliChild.Ended run =
        run(
            List.of("-Duser.language=ar", "-Duser.country=EG"),
            "attention",
            "--model_path",
            MODEL,
            "--prompt",
            "a b c",
            "--layer",
            "2",
            "--head",
            "3");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(folder.resolve("attention").toFile().list())
        .contains("layer-2-head-3.png", "layer-2-head-3.csv");
  }

  @Test
  void aMissingModelIsNamedWithItsLetters() throws Exception {
    CliChild.Ended run = run(List.of(), "generate", "--model_path", "mö del");

    assertThat(run.exitCode()).isPositive();
    assertThat(run.err().lines()).singleElement().asString().contains("mö del");
  }

  @Test
  void aHomeKeepsItsLetters() throws Exception {
    Path home = Files.createDirectory(folder.resolve("höme"));

    CliChild.Ended run = run(List.of("-Duser.home=" + home), "describe");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.err()).isEmpty();
    assertThat(home.resolve(".gemma-lab/log")).isNotEmptyDirectory();
    assertThat(folder.toFile().list()).containsExactly("höme");
  }

  @Test
  void lettersThatAreLostAreRefusedWithTheWayOut() {
    assertThatThrownBy(
            () -> AsciiLocale.requireWhole(StandardCharsets.US_ASCII, "generate", "caf\uFFFD"))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("US-ASCII")
        .hasMessageContaining("caf\uFFFD")
        .hasMessageContaining("LC_ALL=");
  }

  private CliChild.Ended run(List<String> jvm, String... arguments) throws Exception {
    return CliChild.run(folder, ASCII, jvm, arguments);
  }
}
