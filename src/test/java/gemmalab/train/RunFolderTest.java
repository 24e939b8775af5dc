package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.model.ModelPreset;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFolderTest {

  private static final TrainConfig CONFIG =
      TrainConfig.of(ModelPreset.NANO, TrainConfig.DEFAULT_DATA);

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
    assertThat(TrainConfig.presets())
        .containsExactly(ModelPreset.NANO, ModelPreset.MINI, ModelPreset.GEMMA3_270M);
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
  void runThatAnEarlierVersionWasKilledInIsResumed() throws IOException {
    RunFolder.create(folder, CONFIG).close();
    for (String checkpoint : new String[] {"best", "last"}) {
      Files.createDirectory(folder.resolve(checkpoint + ".old"));
      Files.createDirectory(folder.resolve(checkpoint + ".new"));
    }

    RunFolder.read(folder); // while another process may be between the two moves
    assertThat(folder.resolve("last.old")).exists();
    RunFolder.resume(folder).close();
    assertThat(folder).isDirectoryNotContaining("glob:**.old");
    assertThat(folder.resolve("best")).exists();
    assertThat(folder.resolve("last")).exists();
  }

  @Test
  void resumeDeletesNothingThatAUserPutBesideACheckpoint() throws IOException {
    RunFolder.create(folder, CONFIG).close();
    for (String name : new String[] {"best", "best.old", "last.new"}) {
      Files.writeString(Files.createDirectory(folder.resolve(name)).resolve("mine.txt"), "mine");
    }

    RunFolder.resume(folder).close();
    assertThat(folder.resolve("best.old/mine.txt")).hasContent("mine");
    assertThat(folder.resolve("last.new/mine.txt")).hasContent("mine");
  }

  @Test
  void aFolderOfARunThatWasKilledWhileItsConfigurationWasWrittenIsAsGoodAsEmpty()
      throws IOException {
    Path killed = Files.createDirectory(folder.resolve(".gemma-lab-0123456789abcdef"));
    Files.writeString(
        killed.resolve("owner"),
        "Gemma Lab made this folder to replace the one named:\nconfig.json\n");
    Files.writeString(killed.resolve("new"), "{\"pres");

    RunFolder.create(folder, CONFIG).close();
    assertThat(RunFolder.read(folder).config()).isEqualTo(CONFIG);
    assertThat(killed).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"preset", "data", "schedule", "optimizer", "evaluation", "precision"})
  void aConfigurationWithoutOneOfItsPartsIsNamedAsDamaged(String part) throws IOException {
    RunFolder.create(folder, CONFIG).close();
    Path file = folder.resolve("config.json");
    JsonObject json = JsonParser.parseString(Files.readString(file)).getAsJsonObject();
    assertThat(json.remove(part)).isNotNull();
    Files.writeString(file, json.toString());

    assertThatThrownBy(() -> RunFolder.read(folder))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("config.json")
        .hasMessageContaining("it has no " + part);
  }
}
