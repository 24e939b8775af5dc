package gemmalab.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class LogFileTest {

  private static final Logger ALL = Logger.getLogger("");

  @TempDir Path folder;

  private Handler[] before;

  @BeforeEach
  void remember() {
    before = ALL.getHandlers();
  }

  @AfterEach
  void leaveNoTrace() {
    LogFile.close();
    for (Handler handler : before) {
      ALL.addHandler(handler);
    }
  }

  @Test
  void whatIsLoggedIsInTheFolderWithItsCause() throws IOException {
    Path log = folder.resolve("100 % new");

    LogFile.open(log);
    LoggerFactory.getLogger("gemmalab").error("broken", new IllegalStateException("the cause"));

    assertThat(LogFile.folder()).contains(log);
    assertThat(Files.readString(log.resolve("gemma-lab-0-0.log")))
        .contains("SEVERE gemmalab: broken")
        .contains("the cause");
  }

  @Test
  void theLogStaysSmall() throws IOException {
    LogFile.open(folder);
    String line = "x".repeat(10_000);
    for (int i = 0; i < 400; i++) {
      LoggerFactory.getLogger("gemmalab").warn(line);
    }

    LogFile.close();

    assertThat(folder.toFile().listFiles()).hasSize(3).allMatch(file -> file.length() < 1_100_000);
  }

  @Test
  void aFolderThatCannotBeMadeStopsNobody() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");

    LogFile.open(file);

    assertThat(LogFile.folder()).isEmpty();
  }

  /** A full disk can be had nowhere without rights; what Java does with its fault can. */
  @Test
  void aLogThatCannotBeWrittenAnyMorePrintsNothingAndIsNotRecommended() {
    LogFile.open(folder);
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    PrintStream terminal = System.err;
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    try {
      ALL.getHandlers()[0]
          .getErrorManager()
          .error("", new IOException("No space left on device"), ErrorManager.FLUSH_FAILURE);
    } finally {
      System.setErr(terminal);
    }

    assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(LogFile.tell(new IllegalStateException("broken"))).doesNotContain(folder.toString());
  }
}
