package gemmalab.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Another process replaces a folder, and is killed or not. */
class KilledReplacementTest {

  @TempDir private Path parent;

  /** Replaces a folder for ever, or once and then waits within until it is told to go on. */
  static final class Child {

    private Child() {}

    public static void main(String[] arguments) throws IOException {
      Path folder = Path.of(arguments[0]);
      if (arguments[1].equals("once")) {
        DurableFolder.replace(
            folder,
            into -> {
              Tree.fill(into, "new");
              System.out.println("within");
              if (System.in.read() < 0) {
                throw new IOException("nobody said to go on");
              }
            });
      }
      for (int number = 1; arguments[1].equals("forever"); number++) {
        String content = String.valueOf(number);
        DurableFolder.replace(
            folder,
            into -> {
              Tree.fill(into, content);
              Files.writeString(into.resolve("config"), content);
            });
        System.out.println(number);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 5, 20, 50})
  void folderIsWholeAfterAKillAtAnyMoment(int replacements) throws Exception {
    Path last = parent.resolve("last");
    Process child = start(last, "forever");
    for (int told = 0; told < replacements; told++) {
      assertThat(child.inputReader().readLine()).isNotNull();
    }
    kill(child);
    assertWhole(DurableFolder.whole(last));
    DurableFolder.recover(last);
    assertWhole(last);
    assertThat(Tree.names(parent)).containsExactly("last");
  }

  @Test
  void whatAnotherProcessIsAtWorkOnIsLeftToIt() throws Exception {
    Path last = Tree.folder(parent.resolve("last"), "old");
    Process child = start(last, "once");
    assertThat(child.inputReader().readLine()).isEqualTo("within");
    DurableFolder.recover(last);
    assertThat(Tree.names(parent)).hasSize(2);
    child.outputWriter().append('\n').flush();
    assertThat(child.waitFor()).isZero();
    assertThat(last.resolve("model")).hasContent("new");
    assertThat(Tree.names(parent)).containsExactly("last");
  }

  @Test
  void whatAKilledProcessWasAtWorkOnIsClearedAway() throws Exception {
    Path last = Tree.folder(parent.resolve("last"), "old");
    Process child = start(last, "once");
    assertThat(child.inputReader().readLine()).isEqualTo("within");
    kill(child);
    DurableFolder.recover(last);
    assertThat(Tree.names(parent)).containsExactly("last");
    assertThat(last.resolve("model")).hasContent("old");
  }

  private static void assertWhole(Path folder) throws IOException {
    assertThat(Tree.names(folder)).containsExactly("config", "model");
    assertThat(folder.resolve("config")).hasContent(Files.readString(folder.resolve("model")));
  }

  private static void kill(Process child) throws InterruptedException {
    child.destroyForcibly();
    assertThat(child.waitFor(1, TimeUnit.MINUTES)).isTrue();
  }

  private static Process start(Path folder, String how) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            Child.class.getName(),
            folder.toString(),
            how)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
