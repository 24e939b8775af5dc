package gemmalab.ui.attention.history;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.app.Lab;
import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.picture.HeadMap;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.train.TinyRun;
import gemmalab.ui.attention.AttentionModels;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.training.TrainingViewModel;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Along a real run of two updates. */
class HistoryViewModelTest {

  private final ManualUiThread ui = new ManualUiThread();
  private final Lab lab = Lab.forTerminal();
  private final ErrorNotifications errors = new ErrorNotifications(new Texts(Language.ENGLISH));
  private final OpenModelState openModel = new OpenModelState(lab.models(), ui, errors);
  private final AttentionModels models =
      AttentionModels.of(lab.inspection(), openModel, errors, ui);

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void eachPlaceLooksAtTheModelOfThatTimeAndTheLastAtTheOpenOne(@TempDir Path folder)
      throws Exception {
    Path run = train(folder);
    models.attention().text().set("a cat sat");
    models.attention().visit();

    openModel.open(run.resolve("best"));
    ui.await(() -> !models.history().checkpoints().get().isEmpty() && result() != null);
    int end = models.history().checkpoints().get().size();
    assertThat(models.history().place().get()).isEqualTo(end);
    double now = requireNonNull(result()).baseline().loss();

    models.history().place().set(0);
    ui.await(() -> requireNonNull(result()).key().checkpoint() != null);
    assertThat(requireNonNull(result()).baseline().loss()).isNotEqualTo(now);
    models.ablation().measure();
    ui.await(() -> models.ablation().result().get() != null);
    double lossThen = requireNonNull(result()).baseline().loss();
    assertThat(requireNonNull(models.ablation().result().get()).loss())
        .isCloseTo(lossThen, within(1e-5));
    models.map().stage().set(Stage.ROTATED);
    ui.await(() -> mapStage() == Stage.ROTATED);
    float[][] early = requireNonNull(models.map().map().get()).values();

    models.history().place().set(end);
    ui.await(() -> requireNonNull(result()).key().checkpoint() == null);
    assertThat(requireNonNull(result()).baseline().loss()).isEqualTo(now);
    assertThat(models.ablation().result().get()).as("costs of another model").isNull();
    ui.await(() -> mapStage() == Stage.ROTATED && models.map().map().get() != null);
    ui.await(() -> !Arrays.deepEquals(early, requireNonNull(models.map().map().get()).values()));

    openModel.open(ModelPreset.NANO);
    ui.await(() -> models.history().checkpoints().get().isEmpty());
    assertThat(models.history().chosen()).isNull();
  }

  private @Nullable Stage mapStage() {
    HeadMap map = models.map().map().get();
    return map == null ? null : map.stage();
  }

  private Path train(Path folder) throws Exception {
    TrainingViewModel training =
        new TrainingViewModel(
            lab.training(), openModel, errors, (key, yes) -> {}, ui, folder.resolve("runs"));
    training.form().data().set(TinyRun.text(folder).toString());
    training.form().steps().set("2");
    training.form().batchSize().set("1");
    training.form().blockSize().set("32");
    training.form().evalInterval().set("1");
    training.start();
    ui.await(() -> training.state().get() == TrainingViewModel.State.ENDED);
    return requireNonNull(training.folder());
  }

  private @Nullable InspectionResult result() {
    return models.attention().result().get();
  }
}
