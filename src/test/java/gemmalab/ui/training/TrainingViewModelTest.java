package gemmalab.ui.training;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.text.Language;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.training.TrainingViewModel.State;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The view model without a window, with the real engine behind it. */
class TrainingViewModelTest {

  @TempDir Path runs;

  private final ManualUiThread ui = new ManualUiThread();
  private final Lab lab = Lab.forTerminal();
  private final ErrorNotifications errors = new ErrorNotifications(new Texts(Language.ENGLISH));
  private TrainingViewModel viewModel;

  @BeforeEach
  void make() {
    OpenModelState openModel = new OpenModelState(lab.models(), ui, errors);
    viewModel =
        new TrainingViewModel(lab.training(), openModel, errors, (question, yes) -> {}, ui, runs);
    viewModel.form().batchSize().set("1");
    viewModel.form().blockSize().set("16");
    viewModel.form().evalInterval().set("1000");
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aWordInANumberFieldIsAProblemAndStartsNothing() {
    viewModel.form().steps().set("many");

    viewModel.start();

    assertThat(viewModel.state().get()).isEqualTo(State.IDLE);
    assertThat(errors.sentence().get()).contains("max_steps").contains("many");
  }

  @Test
  void aMissingTextFailsTheRunAndSaysWhich() throws Exception {
    viewModel.form().data().set("no-such.txt");

    viewModel.start();
    ui.await(() -> viewModel.state().get() == State.FAILED);

    assertThat(errors.sentence().get()).contains("no-such.txt");
  }

  @Test
  void aPausedRunRestsUntilItGoesOn() throws Exception {
    viewModel.form().steps().set("100000");
    viewModel.start();
    ui.await(() -> viewModel.run().trainLoss().size() > 0);

    viewModel.pause();
    for (int i = 0; i < 20; i++) { // the slice in hand ends
      ui.frame();
      Thread.sleep(20);
    }
    int paused = viewModel.run().trainLoss().size();
    for (int i = 0; i < 20; i++) {
      ui.frame();
      Thread.sleep(20);
    }
    assertThat(viewModel.run().trainLoss().size()).isEqualTo(paused);

    viewModel.resume();
    ui.await(() -> viewModel.run().trainLoss().size() > paused);
    viewModel.stop();
    ui.await(() -> viewModel.state().get() == State.ENDED);
  }

  @Test
  void aPresetAndARecipeBringTheirNumbers() {
    viewModel.form().preset().set(gemmalab.model.ModelPreset.GEMMA3_270M);
    assertThat(viewModel.form().batchSize().get()).isEqualTo("8");
    assertThat(viewModel.form().blockSize().get()).isEqualTo("1024");

    viewModel.form().recipe().set(gemmalab.train.Recipe.FAITHFUL);
    assertThat(viewModel.form().batchSize().get()).isEqualTo("32");
    assertThat(viewModel.form().blockSize().get()).isEqualTo("128");
    assertThat(viewModel.form().learningRate().get()).isEqualTo("1.0E-4");
  }

  @Test
  void aConfigurationOfOnesOwnIsTrainedUntilAPresetIsChosenAgain() {
    gemmalab.model.GemmaConfig own =
        gemmalab.model.ModelPreset.NANO.config().withTieWordEmbeddings(false);

    viewModel.form().take(own, 3, 64);

    assertThat(viewModel.form().preset().get()).isEqualTo(gemmalab.model.ModelPreset.NANO);
    assertThat(viewModel.form().config().model()).isEqualTo(own);
    assertThat(viewModel.form().config().preset()).isEqualTo("custom");
    assertThat(viewModel.form().config().batch().batchSize()).isEqualTo(3);
    assertThat(viewModel.form().config().batch().blockSize()).isEqualTo(64);

    viewModel.form().preset().set(gemmalab.model.ModelPreset.MINI);
    assertThat(viewModel.form().config().model())
        .isEqualTo(gemmalab.model.ModelPreset.MINI.config());
    assertThat(viewModel.form().config().preset()).isEqualTo("mini");
  }
}
