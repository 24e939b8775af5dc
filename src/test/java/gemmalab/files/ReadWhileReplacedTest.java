package gemmalab.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadWhileReplacedTest {

  @TempDir private Path folder;

  @Test
  void whatIsReplacedWhileItIsReadIsReadAgain() throws IOException {
    Path target = folder.resolve("last");
    replace(target, "old");
    List<Path> seen = new ArrayList<>();
    String text =
        DurableFolder.read(
            target,
            at -> {
              seen.add(at);
              if (seen.size() == 1) { // the worst moment: found, and not yet opened
                replace(target, "new");
                throw new IllegalStateException("gone");
              }
              return text(at);
            });
    assertThat(text).isEqualTo("new");
    assertThat(seen).hasSize(2);
  }

  @Test
  void whatSeemsMissingWhileItIsReplacedIsLookedForAgain() {
    Path target = folder.resolve("last");
    replace(target, "old");
    AtomicInteger readings = new AtomicInteger();
    boolean found =
        DurableFolder.readUnchanged(
            target,
            at -> {
              if (readings.incrementAndGet() == 1) {
                replace(target, "new"); // and it was away for a moment
                return false;
              }
              return Files.exists(at.resolve("a"));
            });
    assertThat(found).isTrue();
  }

  @Test
  void whatIsDamagedAndNotReplacedIsReadOnce() {
    Path target = folder.resolve("last");
    replace(target, "old");
    AtomicInteger readings = new AtomicInteger();
    assertThatThrownBy(
            () ->
                DurableFolder.read(
                    target,
                    at -> {
                      readings.incrementAndGet();
                      throw new IllegalStateException("damaged");
                    }))
        .hasMessage("damaged");
    assertThat(readings).hasValue(1);
  }

  private static void replace(Path target, String text) {
    try {
      DurableFolder.replace(target, fresh -> Files.writeString(fresh.resolve("a"), text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path at) {
    try {
      return Files.readString(at.resolve("a"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
