package gemmalab.ui.shell;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.MemoryNeed;
import gemmalab.app.ModelReport;
import gemmalab.app.WeightlessModels;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ModelSelection.PresetModel;
import gemmalab.ui.shell.ModelSelection.RecentModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSelectionTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path STATE_DICT = GOLDEN.resolve("formats/seed_ddp_bf16.pt");
  private static final Path WITH_CONFIG = GOLDEN.resolve("seed_tiny");

  private final ManualUiThread ui = new ManualUiThread();
  private final WeightlessModels opener = new WeightlessModels();
  private final Texts texts = new Texts(Language.ENGLISH);
  private final OpenModelState openModel =
      new OpenModelState(opener, ui, new ErrorNotifications(texts));
  private final RecentModels recent = new RecentModels(List.of(Path.of("gone")));
  private Optional<Path> picked = Optional.empty();
  private @Nullable ModelReport asked;
  private @Nullable ModelReport shown;
  private @Nullable Runnable answer;
  private final ModelSelection models =
      new ModelSelection(openModel, recent, new Picker(), new Answers(), texts, ui);

  @Test
  void aPickedFolderOpensAndIsRemembered(@TempDir Path folder) throws Exception {
    picked = Optional.of(folder);
    models.openFolder();
    assertThat(models.reading().get()).isEqualTo(String.valueOf(folder.getFileName()));
    awaitOpen(folder);

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
  void onlyTheLastEightAreRememberedEachOnce(@TempDir Path folder) throws Exception {
    for (int i = 0; i < 10; i++) {
      models.open(Files.createDirectory(folder.resolve("model-" + i)));
      awaitOpen(folder.resolve("model-" + i));
    }
    models.open(folder.resolve("model-7"));
    awaitOpen(folder.resolve("model-7"));

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

  @Test
  void whatIsNoteworthyIsShownBeforeTheModelIsOpened() throws Exception {
    models.open(STATE_DICT);
    ui.await(() -> asked != null);
    assertThat(openModel.state().get()).isEqualTo(OpenModelState.State.NONE);
    assertThat(requireNonNull(asked).path()).isEqualTo(STATE_DICT);

    requireNonNull(answer).run();
    awaitOpen(STATE_DICT);
    asked = null;
    models.open(STATE_DICT); // is known now
    awaitOpen(STATE_DICT);
    assertThat(asked).isNull();

    models.showReport();
    ui.await(() -> shown != null);
    assertThat(requireNonNull(shown).path()).isEqualTo(STATE_DICT);
  }

  @Test
  void whatMatchesOpensAtOnce() throws Exception {
    models.open(WITH_CONFIG);
    awaitOpen(WITH_CONFIG);
    assertThat(asked).isNull();
  }

  @Test
  void aReportThatNobodyWaitsForAnyMoreIsNotShown() throws Exception {
    models.open(STATE_DICT);
    models.open(WITH_CONFIG);
    awaitOpen(WITH_CONFIG);
    models.open(STATE_DICT);
    models.cancel();
    assertThat(models.reading().get()).isEmpty();
    models.open(WITH_CONFIG);
    awaitOpen(WITH_CONFIG);
    assertThat(asked).isNull();
  }

  private void awaitOpen(Path path) throws InterruptedException {
    ui.await(
        () ->
            models.reading().get().isEmpty()
                && path.equals(openModel.source().get())
                && !openModel.state().get().isOpening());
  }

  private final class Answers implements ModelReports {
    @Override
    public void show(ModelReport report) {
      shown = report;
    }

    @Override
    public void ask(ModelReport report, Runnable open) {
      asked = report;
      answer = open;
    }
  }

  private final class Picker implements FilePicker {
    @Override
    public void show(Path path) {
      throw new AssertionError(path);
    }

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
