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

  @TempDir Path folder;

  @Test
  void aConfigurationThatLacksKeysIsNamedAsDamaged() throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"preset\": \"nano\"}");
    Files.createDirectory(folder.resolve("last"));
    RunFolder run = RunFolder.open(folder);

    assertThatThrownBy(run::config)
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("config.json");
  }

  @Test
  void onlyPresetsOfGpt2sTokensAreOfferedForTraining() {
    assertThat(TrainConfig.presets()).containsExactly(Preset.NANO, Preset.MINI, Preset.GEMMA3_270M);
  }
}
