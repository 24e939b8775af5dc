package gemmalab.app;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.text.GemmaException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FaultDetailsTest {

  @Test
  void theyHoldTheSentenceItsCausesTheVersionAndTheSystem() {
    IOException cause = new IOException("no space", new IllegalStateException("a full disk"));

    String details = FaultDetails.of(new GemmaException(cause, "error.file.missing", "x.json"));

    assertThat(details)
        .startsWith(FaultDetails.PROGRAM)
        .contains(System.getProperty("os.name"), System.getProperty("java.version"))
        .contains("There is no file x.json")
        .contains("Caused by: java.io.IOException: no space")
        .contains("Caused by: java.lang.IllegalStateException: a full disk");
  }
}
