package gemmalab.ui;

import static gemmalab.Waiting.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainEvent;
import gemmalab.ui.training.TrainingViewModel.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.control.MenuButton;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A window that is closed while a run is at work, and the run that goes on in the next one. */
@ExtendWith(ApplicationExtension.class)
class ClosingJourneyTest {

  private static final int STEPS = 400;

  @TempDir Path runs;

  private Lab lab;
  private Stage stage;
  private WindowParts parts;

  @Start
  void open(Stage opened) {
    Platform.setImplicitExit(false); // the second window needs JavaFX too
    stage = opened;
    lab = Lab.forWindow();
    parts = TestWindow.open(opened, lab, 780, runs);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aRunAtWorkIsAskedAboutSavedAndGoesOnInTheNextWindow(FxRobot robot) throws Exception {
    train(robot);
    waitUntil(() -> parts.training().run().trainLoss().size() > 2);

    requestClose();
    robot.clickOn("Keep training");
    assertThat(stage.isShowing()).isTrue();
    assertThat(parts.training().state().get()).isEqualTo(State.RUNNING);

    requestClose();
    robot.clickOn("Stop, save and close");
    waitUntil(() -> !stage.isShowing());
    RunFolder saved = RunFolder.read(Objects.requireNonNull(parts.training().folder()));
    int done = saved.checkpoints().steps();
    assertThat(done).isBetween(3, STEPS - 1);
    assertThat(steps(saved)).hasSize(done);
    assertThat(saved.isRunning()).isFalse();

    openAgain(robot);
    goOn(robot);
    waitUntil(() -> parts.training().state().get() == State.ENDED);
    assertThat(parts.training().run().trainLoss().size()).isEqualTo(STEPS);
    assertThat(steps(saved)).hasSize(STEPS);
    assertThat(parts.training().unfinished()).isEmpty();
  }

  @Test
  void aRunThatIsStillPreparedIsAskedAboutAndLeavesNothing(FxRobot robot) throws Exception {
    robot.interact(() -> parts.training().form().data().set("stories:200000"));
    train(robot);
    assertThat(parts.training().state().get()).isEqualTo(State.PREPARING);

    requestClose();
    robot.clickOn("Stop, save and close");
    waitUntil(() -> !stage.isShowing());
    assertThat(parts.training().run().trainLoss().size()).isZero();
    assertThat(runs).isEmptyDirectory();
  }

  private void train(FxRobot robot) throws TimeoutException {
    waitUntil(() -> parts.openModel().model().get() != null);
    robot.clickOn("#go-training");
    robot.interact(
        () -> {
          parts.training().form().steps().set(String.valueOf(STEPS));
          parts.training().form().batchSize().set("1");
          parts.training().form().blockSize().set("32");
          parts.training().form().evalInterval().set("1000");
        });
    robot.clickOn("#start");
  }

  /** As the cross of the window does; the question then waits for its answer. */
  private void requestClose() throws TimeoutException {
    Platform.runLater(
        () -> stage.fireEvent(new WindowEvent(stage, WindowEvent.WINDOW_CLOSE_REQUEST)));
    waitUntil(() -> javafx.stage.Window.getWindows().size() > 1 || !stage.isShowing());
  }

  private void openAgain(FxRobot robot) {
    robot.interact(() -> parts = TestWindow.open(stage, lab, 780, runs));
  }

  private void goOn(FxRobot robot) throws TimeoutException {
    robot.clickOn("#go-training");
    waitUntil(() -> parts.training().unfinished().size() == 1);
    MenuButton menu = robot.lookup("#go-on").query();
    robot.interact(() -> menu.getItems().get(0).fire());
  }

  private static List<TrainEvent> steps(RunFolder run) {
    return run.events().read().stream().filter(TrainEvent.Step.class::isInstance).toList();
  }
}
