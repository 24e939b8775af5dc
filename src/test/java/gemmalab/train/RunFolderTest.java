package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.model.Preset;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

  private static final TrainConfig CONFIG = TrainConfig.of(Preset.NANO, TrainConfig.DEFAULT_DATA);

  @TempDir Path folder;

  @Test
  void aConfigurationThatLacksKeysIsNamedAsDamaged() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"preset\": \"nano\"}");

    assertThatThrownBy(() -> RunFolder.resume(folder))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("config.json");
    assertThat(folder.resolve("run.lock")).doesNotExist();
  }

  @Test
  void anEmptyConfigurationIsNamedAsDamaged() throws IOException {
    Files.createFile(folder.resolve("config.json"));

    assertThatThrownBy(() -> RunFolder.read(folder)).hasMessageContaining("config.json");
  }

  @Test
  void onlyPresetsOfGpt2sTokensAreOfferedForTraining() {
    assertThat(TrainConfig.presets()).containsExactly(Preset.NANO, Preset.MINI, Preset.GEMMA3_270M);
  }

  @Test
  void aFolderOfARunThatWasKilledAtItsBirthIsAsGoodAsEmpty() throws IOException {
    Files.writeString(folder.resolve("run.lock"), "123\n");
    Files.writeString(folder.resolve("config.json.new"), "{\"pres");

    try (RunFolder run = RunFolder.create(folder, CONFIG)) {
      assertThat(run.checkpoints().exist()).isFalse();
    }
    assertThat(RunFolder.read(folder).config()).isEqualTo(CONFIG);
  }

  @Test
  void refusedFolderIsLeftAsItWas() throws IOException {
    Files.writeString(folder.resolve("mine.txt"), "mine");

    assertThatThrownBy(() -> RunFolder.create(folder, CONFIG)).hasMessageContaining("not empty");
    assertThat(folder).isDirectoryNotContaining("glob:**run.lock");
  }

  @Test
  void resumeEndsWhatAKillBetweenTwoMovesLeftUndone() throws IOException {
    RunFolder.create(folder, CONFIG).close();
    for (String checkpoint : new String[] {"best", "last"}) {
      Files.createDirectory(folder.resolve(checkpoint + ".old"));
      Files.createDirectory(folder.resolve(checkpoint + ".new"));
    }

    RunFolder.read(folder); // while another process may be between the two moves
    assertThat(folder.resolve("last.new")).exists();
    RunFolder.resume(folder).close();
    assertThat(folder).isDirectoryNotContaining("glob:**.{new,old}");
    assertThat(folder.resolve("best")).exists();
    assertThat(folder.resolve("last")).exists();
  }
}
