package gemmalab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.MemoryNeed;
import gemmalab.app.WeightlessModels;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ModelSelection.PresetModel;
import gemmalab.ui.shell.ModelSelection.RecentModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSelectionTest {

  private final ManualUiThread ui = new ManualUiThread();
  private final WeightlessModels opener = new WeightlessModels();
  private final Texts texts = new Texts(Language.ENGLISH);
  private final OpenModelState openModel =
      new OpenModelState(opener, ui, new ErrorNotifications(texts));
  private final RecentModels recent = new RecentModels(List.of(Path.of("gone")));
  private Optional<Path> picked = Optional.empty();
  private final ModelSelection models =
      new ModelSelection(openModel, recent, new Picker(), texts, ui);

  @Test
  void aPickedFolderOpensAndIsRemembered(@TempDir Path folder) throws Exception {
    picked = Optional.of(folder);
    models.openFolder();
    ui.frame();

    assertThat(openModel.source().get()).isEqualTo(folder);
    assertThat(recent.paths()).containsExactly(folder, Path.of("gone"));
    models.look();
    ui.await(() -> models.choices().get().recent().size() == 2);
    assertThat(models.choices().get().recent())
        .containsExactly(new RecentModel(folder, false), new RecentModel(Path.of("gone"), true));
  }

  @Test
  void aChangedMindOpensNothing() {
    models.openFile();
    ui.frame();
    assertThat(openModel.state().get()).isEqualTo(OpenModelState.State.NONE);
  }

  @Test
  void onlyTheLastEightAreRememberedEachOnce(@TempDir Path folder) throws IOException {
    for (int i = 0; i < 10; i++) {
      models.open(Files.createDirectory(folder.resolve("model-" + i)));
      ui.frame();
    }
    models.open(folder.resolve("model-7"));
    ui.frame();

    assertThat(recent.paths()).hasSize(8).doesNotHaveDuplicates();
    assertThat(recent.paths().get(0)).isEqualTo(folder.resolve("model-7"));
    assertThat(recent.paths()).contains(folder.resolve("model-2"));
  }

  @Test
  void allPresetsAreOfferedWithTheMemoryThatTheyNeed() {
    assertThat(models.choices().get().presets())
        .extracting(PresetModel::preset)
        .containsExactly(ModelPreset.values());
    assertThat(MemoryNeed.of(ModelPreset.GEMMA3_270M_BASE.config()).neededBytes())
        .isEqualTo(268_098_176L * Float.BYTES);
    assertThat(new MemoryNeed(2, OptionalLong.of(1)).fits()).isFalse();
    assertThat(new MemoryNeed(2, OptionalLong.empty()).fits()).isTrue();
  }

  private final class Picker implements FilePicker {
    @Override
    public Optional<Path> folder(String title) {
      return picked;
    }

    @Override
    public Optional<Path> modelFile(String title) {
      return picked;
    }
  }
}
