package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {

  @TempDir Path folder;

  @Test
  void lockOfThisProcessIsRefusedToItself() throws IOException {
    try (RunLock lock = RunLock.acquire(folder)) {
      assertThat(lock).isNotNull();
      assertLocked(ProcessHandle.current().pid());
    }
    RunLock.acquire(folder).close();
  }

  @Test
  void lockHoldsByAnyNameOfTheFolder(@TempDir Path elsewhere) throws IOException {
    Path link = Files.createSymbolicLink(elsewhere.resolve("link"), folder);
    try (RunLock lock = RunLock.acquire(link)) {
      assertThat(lock).isNotNull();
      assertLocked(ProcessHandle.current().pid());
    }
  }

  @Test
  void lockOfAnotherProcessIsRefusedUntilThatIsKilled() throws Exception {
    Process other = holder();
    try {
      assertThat(RunLock.isHeld(folder)).isTrue();
      assertLocked(other.pid());
    } finally {
      other.destroyForcibly();
    }
    assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("run.lock")).hasContent(String.valueOf(other.pid()));
    assertThat(RunLock.isHeld(folder)).isFalse();
    RunLock.acquire(folder).close();
  }

  /** On Unix a process loses a lock when it closes any channel of the file. */
  @Test
  void askingWhetherAFolderIsHeldDoesNotGiveItAway() throws Exception {
    try (RunLock lock = RunLock.acquire(folder)) {
      assertThat(lock).isNotNull();
      assertThat(RunLock.isHeld(folder)).isTrue();
      assertThatThrownBy(() -> RunLock.acquire(folder)).isInstanceOf(GemmaException.class);
      Process other = holder();
      assertThat(other.waitFor(10, TimeUnit.SECONDS)).isTrue();
      assertThat(other.exitValue()).isEqualTo(Holder.REFUSED);
    }
    assertThat(RunLock.isHeld(folder)).isFalse();
  }

  @Test
  void folderWhereNobodyEverWorkedIsNotHeld() {
    assertThat(RunLock.isHeld(folder)).isFalse();
    assertThat(RunLock.isHeld(folder.resolve("absent"))).isFalse();
    assertThat(folder).isEmptyDirectory();
  }

  private void assertLocked(long process) {
    assertThatThrownBy(() -> RunLock.acquire(folder))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("Process " + process + " ");
  }

  /** Another process, once it has tried to take the lock. */
  private Process holder() throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Holder.class.getName(),
                folder.toString())
            .start();
    assertThat(process.getInputStream().read()).isNotEqualTo(0);
    return process;
  }

  /** Holds the lock of its argument until it is killed. */
  static final class Holder {
    static final int REFUSED = 3;

    private Holder() {}

    public static void main(String[] arguments) throws Exception {
      try {
        RunLock lock = RunLock.acquire(Path.of(arguments[0]));
        System.out.println("held");
        Thread.sleep(TimeUnit.MINUTES.toMillis(1));
        lock.close();
      } catch (GemmaException e) {
        System.exit(REFUSED);
      }
    }
  }
}
