package gemmalab.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableFileTest {

  @TempDir private Path parent;

  @Test
  void writeReplacesAFile() throws IOException {
    Path file = parent.resolve("config.json");
    DurableFile.write(file, "old");
    DurableFile.write(file, "猫");
    assertThat(file).hasContent("猫");
    assertThat(Tree.names(parent)).containsExactly("config.json");
  }

  @Test
  void writeLeavesTheUsersFilesOfLikeNamesAlone() throws IOException {
    Path ofUser = Files.writeString(parent.resolve("config.json.new"), "mine");
    DurableFile.write(parent.resolve("config.json"), "new");
    assertThat(ofUser).hasContent("mine");
  }

  @Test
  void longestNameCanBeWritten() throws IOException {
    Path file = parent.resolve("x".repeat(255));
    DurableFile.write(file, "new");
    assertThat(Tree.names(parent)).containsExactly("x".repeat(255));
  }

  @Test
  void linkStaysAndItsFileIsReplaced() throws IOException {
    Path file = Files.writeString(parent.resolve("real"), "old");
    Path link = Files.createSymbolicLink(parent.resolve("link"), Path.of("real"));
    DurableFile.write(link, "new");
    assertThat(link).isSymbolicLink().hasContent("new");
    assertThat(file).hasContent("new");
  }

  @Test
  void folderIsNotReplacedByAFile() throws IOException {
    Path folder = Tree.folder(parent.resolve("folder"), "mine");
    assertThatThrownBy(() -> DurableFile.write(folder, "new")).isInstanceOf(IOException.class);
    DurableFile.delete(folder);
    assertThat(folder.resolve("model")).hasContent("mine");
  }

  @Test
  void newFileIsNeverAnOldOne() throws IOException {
    Path file = Files.writeString(parent.resolve("mine"), "mine");
    assertThatThrownBy(() -> DurableFile.writeNew(file, "new"))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(file).hasContent("mine");
  }

  @Test
  void writeClearsAwayWhatAKilledProcessLeft() throws IOException {
    Path killed = parent.resolve("killed");
    try (Staging staging = Staging.beside(parent.resolve("config.json"))) {
      DurableFile.writeNew(staging.fresh(), "half");
      Tree.copy(parent, killed);
    }
    assertThat(Tree.names(killed)).hasSize(1);
    DurableFile.write(killed.resolve("config.json"), "new");
    assertThat(Tree.names(killed)).containsExactly("config.json");
  }
}
