package gemmalab.ui.start;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.BundledModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalModelsTest {

  @TempDir private Path folder;

  @Test
  void damagedBundledModelTakesNoOtherModelFromTheShelf() throws IOException {
    Path bundled = BundledModel.folder().orElseThrow();
    Path damaged = copyConfig(bundled, folder.resolve("damaged"));
    Files.writeString(damaged.resolve("best/model.safetensors"), "damaged");
    Path runs = Files.createDirectory(folder.resolve("runs"));
    Path mine = copyConfig(bundled, runs.resolve("mine"));
    Files.copy(bundled.resolve("events.jsonl"), mine.resolve("events.jsonl"));
    Files.copy(bundled.resolve("best/model.safetensors"), mine.resolve("best/model.safetensors"));

    assertThat(StartViewModel.localModels(Optional.of(damaged), runs))
        .extracting(LocalModel::path)
        .containsExactly(mine);
    assertThat(StartViewModel.localModels(Optional.of(bundled), runs))
        .extracting(LocalModel::bundled)
        .containsExactly(true, false);
  }

  private static Path copyConfig(Path run, Path to) throws IOException {
    Files.createDirectories(to.resolve("best"));
    Files.copy(run.resolve("config.json"), to.resolve("config.json"));
    Files.copy(run.resolve("best/config.json"), to.resolve("best/config.json"));
    return to;
  }
}
