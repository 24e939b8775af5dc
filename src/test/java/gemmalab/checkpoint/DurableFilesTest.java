package gemmalab.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFilesTest {

  @Test
  void writeReplacesAFile(@TempDir Path parent) throws IOException {
    Path file = parent.resolve("config.json");
    DurableFiles.write(file, "old");
    DurableFiles.write(file, "猫");
    assertThat(file).hasContent("猫");
    assertThat(names(parent)).containsExactly("config.json");
  }

  @Test
  void replaceFolderMakesANewOne(@TempDir Path parent) throws IOException {
    DurableFiles.replaceFolder(parent.resolve("last"), into -> fill(into, "new"));
    assertOnly(parent, "new");
  }

  @Test
  void replaceFolderLeavesNothingOfTheOldOne(@TempDir Path parent) throws IOException {
    Path last = fill(Files.createDirectory(parent.resolve("last")), "old");
    Files.writeString(last.resolve("surplus"), "x");
    DurableFiles.replaceFolder(last, into -> fill(into, "new"));
    assertOnly(parent, "new");
    assertThat(names(last)).containsExactly("model");
  }

  @Test
  void failedWriterLeavesTheOldFolder(@TempDir Path parent) throws IOException {
    Path last = fill(Files.createDirectory(parent.resolve("last")), "old");
    assertThatThrownBy(
            () ->
                DurableFiles.replaceFolder(
                    last,
                    into -> {
                      fill(into, "half");
                      throw new IOException("no space left");
                    }))
        .hasMessage("no space left");
    DurableFiles.recover(last);
    assertOnly(parent, "old");
  }

  @Test
  void recoverDropsAHalfWrittenFolder(@TempDir Path parent) throws IOException {
    Path last = fill(Files.createDirectory(parent.resolve("last")), "old");
    fill(Files.createDirectory(parent.resolve("last.new")), "half");
    DurableFiles.recover(last);
    assertOnly(parent, "old");
  }

  @Test
  void recoverDropsAHalfWrittenFirstFolder(@TempDir Path parent) throws IOException {
    fill(Files.createDirectory(parent.resolve("last.new")), "half");
    DurableFiles.recover(parent.resolve("last"));
    assertThat(names(parent)).isEmpty();
  }

  @Test
  void recoverPutsTheOldFolderBackBetweenTheTwoMoves(@TempDir Path parent) throws IOException {
    fill(Files.createDirectory(parent.resolve("last.old")), "old");
    fill(Files.createDirectory(parent.resolve("last.new")), "new");
    DurableFiles.recover(parent.resolve("last"));
    assertOnly(parent, "old");
  }

  @Test
  void recoverDropsTheOldFolderAfterTheMoves(@TempDir Path parent) throws IOException {
    Path last = fill(Files.createDirectory(parent.resolve("last")), "new");
    fill(Files.createDirectory(parent.resolve("last.old")), "old");
    DurableFiles.recover(last);
    assertOnly(parent, "new");
  }

  @Test
  void recoverLeavesAWholeFolderAlone(@TempDir Path parent) throws IOException {
    Path last = fill(Files.createDirectory(parent.resolve("last")), "new");
    DurableFiles.recover(last);
    assertOnly(parent, "new");
  }

  private static void assertOnly(Path parent, String content) throws IOException {
    assertThat(names(parent)).containsExactly("last");
    assertThat(parent.resolve("last").resolve("model")).hasContent(content);
  }

  private static Path fill(Path folder, String content) throws IOException {
    Files.writeString(folder.resolve("model"), content);
    return folder;
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.map(path -> String.valueOf(path.getFileName())).sorted().toList();
    }
  }
}
