package gemmalab.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurableFolderTest {

  @TempDir private Path temporary;
  private Path parent = Path.of("");
  private Path last = Path.of("");
  private Path killed = Path.of("");

  @BeforeEach
  void folders() throws IOException {
    parent = Files.createDirectory(temporary.resolve("run"));
    last = parent.resolve("last");
    killed = temporary.resolve("killed");
  }

  @Test
  void replaceMakesANewOne() throws IOException {
    DurableFolder.replace(last, into -> Tree.fill(into, "new"));
    assertOnly(parent, "new");
  }

  @Test
  void replaceLeavesNothingOfTheOldOneAndAddsNothing() throws IOException {
    Tree.folder(last, "old");
    Files.writeString(last.resolve("surplus"), "x");
    DurableFolder.replace(last, into -> Tree.fill(into, "new"));
    assertOnly(parent, "new");
    assertThat(Tree.names(last)).containsExactly("model");
  }

  @ParameterizedTest
  @ValueSource(strings = {"last.old", "last.new", ".last.new", ".gemma-lab-mine", ".gemma-lab"})
  void foldersOfTheUserBesideItAreLeftAlone(String name) throws IOException {
    Tree.folder(last, "old");
    Path ofUser = Tree.folder(parent.resolve(name), "mine");
    DurableFolder.replace(last, into -> Tree.fill(into, "new"));
    DurableFolder.recover(last);
    assertThat(ofUser.resolve("model")).hasContent("mine");
  }

  @Test
  void folderWithTheAppsNameButNoMarkerIsLeftAlone() throws IOException {
    Path ofUser = Tree.folder(parent.resolve(".gemma-lab-0123456789abcdef"), "mine");
    Tree.folder(ofUser.resolve("old"), "mine too");
    DurableFolder.recover(last);
    assertThat(DurableFolder.whole(last)).isEqualTo(last);
    assertThat(ofUser.resolve("model")).hasContent("mine");
    assertThat(ofUser.resolve("old/model")).hasContent("mine too");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", "../other", "/tmp/other", ".", ""})
  void markerThatLeadsElsewhereIsNone(String name) throws IOException {
    Path folder = Tree.folder(parent.resolve(".gemma-lab-0123456789abcdef/old"), "trap");
    Files.writeString(
        folder.resolveSibling("owner"),
        "Gemma Lab made this folder to replace the one named:\n" + name + "\n");
    DurableFolder.recover(last);
    assertThat(folder.resolve("model")).hasContent("trap");
    assertThat(Tree.names(temporary)).containsExactly("run");
  }

  @Test
  void anotherFoldersOldOneIsNotTakenForIt() throws IOException {
    Tree.folder(parent.resolve("last.old"), "mine");
    assertThat(DurableFolder.whole(last)).isEqualTo(last);
  }

  @Test
  void failedWriterLeavesTheOldFolder() throws IOException {
    Tree.folder(last, "old");
    assertThatThrownBy(
            () ->
                DurableFolder.replace(
                    last,
                    into -> {
                      Tree.fill(into, "half");
                      throw new IOException("no space left");
                    }))
        .hasMessage("no space left");
    assertOnly(parent, "old");
  }

  @Test
  void killWhileItIsWrittenLeavesTheOldOne() throws IOException {
    Tree.folder(last, "old");
    DurableFolder.replace(
        last,
        into -> {
          Tree.fill(into, "half");
          Tree.copy(parent, killed);
        });
    assertThat(DurableFolder.whole(killed.resolve("last")).resolve("model")).hasContent("old");
    assertRecovered("old");
  }

  @Test
  void killWhileTheFirstIsWrittenLeavesNone() throws IOException {
    DurableFolder.replace(last, into -> Tree.copy(parent, killed));
    DurableFolder.recover(killed.resolve("last"));
    assertThat(Tree.names(killed)).isEmpty();
  }

  @Test
  void killBetweenTheTwoMovesLeavesTheOldOneFindable() throws IOException {
    Tree.folder(last, "old");
    try (Staging staging = Staging.beside(last)) {
      Tree.folder(staging.fresh(), "new");
      Files.move(last, staging.old());
      Tree.copy(parent, killed);
    }
    assertThat(DurableFolder.whole(killed.resolve("last")).resolve("model")).hasContent("old");
    assertRecovered("old");
  }

  @Test
  void killAfterTheMovesLeavesTheNewOne() throws IOException {
    Tree.folder(last, "old");
    try (Staging staging = Staging.beside(last)) {
      Files.move(last, staging.old());
      Tree.folder(last, "new");
      Tree.copy(parent, killed);
    }
    assertThat(DurableFolder.whole(killed.resolve("last"))).isEqualTo(killed.resolve("last"));
    assertRecovered("new");
  }

  @Test
  void halfDeletedFolderIsNotTakenForTheWhole() throws IOException {
    Tree.folder(last, "old");
    try (Staging staging = Staging.beside(last)) {
      Files.move(last, staging.doomed());
      Tree.copy(parent, killed);
    }
    assertThat(DurableFolder.whole(killed.resolve("last"))).doesNotExist();
    DurableFolder.recover(killed.resolve("last"));
    assertThat(Tree.names(killed)).isEmpty();
  }

  @Test
  void killBeforeTheMarkerIsWrittenLeavesNothing() throws IOException {
    Files.createDirectory(parent.resolve(".gemma-lab-0123456789abcdef"));
    Path begun = Files.createDirectory(parent.resolve(".gemma-lab-fedcba9876543210"));
    Files.createFile(begun.resolve("owner"));
    DurableFolder.recover(last);
    assertThat(Tree.names(parent)).isEmpty();
  }

  @Test
  void recoverLeavesAWholeFolderAlone() throws IOException {
    Tree.folder(last, "new");
    DurableFolder.recover(last);
    assertOnly(parent, "new");
  }

  @Test
  void recoverLeavesAloneWhatThisProcessIsAtWorkOn() throws IOException {
    DurableFolder.replace(
        last,
        into -> {
          Tree.fill(into, "new");
          DurableFolder.recover(last);
        });
    assertOnly(parent, "new");
  }

  @Test
  void whatALinkInADeletedFolderPointsToStays() throws IOException {
    Path ofUser = Tree.folder(temporary.resolve("mine"), "mine");
    Tree.folder(last, "old");
    Files.createSymbolicLink(last.resolve("link"), ofUser);
    DurableFolder.replace(last, into -> Tree.fill(into, "new"));
    Files.createSymbolicLink(last.resolve("link"), ofUser);
    DurableFolder.delete(last);
    assertThat(ofUser.resolve("model")).hasContent("mine");
    assertThat(Tree.names(parent)).isEmpty();
  }

  @Test
  void renameTakesNoNameThatIsInUse() throws IOException {
    Tree.folder(last, "old");
    Path best = Tree.folder(parent.resolve("best"), "best");
    assertThatThrownBy(() -> DurableFolder.rename(best, last))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(last.resolve("model")).hasContent("old");
  }

  private void assertRecovered(String content) throws IOException {
    DurableFolder.recover(killed.resolve("last"));
    assertOnly(killed, content);
  }

  private static void assertOnly(Path parent, String content) throws IOException {
    assertThat(Tree.names(parent)).containsExactly("last");
    assertThat(parent.resolve("last/model")).hasContent(content);
  }
}
