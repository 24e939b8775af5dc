package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.data.PreparationProgress;
import gemmalab.data.PreparationProgress.Stage;
import gemmalab.text.Language;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class PreparationViewTest {

  private static final OptionalLong TOTAL = OptionalLong.of(100_000_000);
  private final StringWriter err = new StringWriter();
  private final PreparationView view =
      new PreparationView(new PrintWriter(err, true), new CliText(Language.ENGLISH));

  @Test
  void lineTellsSpeedTokensAndTimeLeft() {
    view.on(new PreparationProgress(Stage.TOKENIZING, "a.txt", 25_000_000, TOTAL, 0, 6_000, 5));
    assertThat(err)
        .hasToString(
            "tokenizing a.txt  25/100 MB  5.0 MB/s  about 24,000 tokens in total  15 s left"
                + System.lineSeparator());
  }

  @Test
  void downloadThatGoesOnCountsItsOwnBytesOnly() {
    view.on(
        new PreparationProgress(Stage.DOWNLOADING, "a.txt", 60_000_000, TOTAL, 50_000_000, 0, 5));
    assertThat(err.toString()).startsWith("downloading a.txt  60/100 MB  2.0 MB/s  20 s left");
  }

  @Test
  void linesComeEveryTwoSecondsAndAgainInTheNextStage() {
    for (double seconds = 0.5; seconds < 10; seconds += 0.5) {
      view.on(new PreparationProgress(Stage.COUNTING, "a.txt", 1, TOTAL, 0, 1, seconds));
    }
    assertThat(err.toString().lines()).hasSize(4);
    view.on(new PreparationProgress(Stage.TOKENIZING, "a.txt", 1, TOTAL, 0, 1, 0.1));
    view.on(new PreparationProgress(Stage.TOKENIZING, "a.txt", 1, TOTAL, 0, 1, 2.1));
    assertThat(err.toString().lines()).hasSize(5);
  }
}
