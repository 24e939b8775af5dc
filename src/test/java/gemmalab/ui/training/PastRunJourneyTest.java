package gemmalab.ui.training;

import static gemmalab.Waiting.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.ui.TestWindow;
import gemmalab.ui.WindowParts;
import gemmalab.ui.training.TrainingViewModel.State;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** From the list of runs to a curve, to the model, and back, in the real window. */
@ExtendWith(ApplicationExtension.class)
class PastRunJourneyTest {

  private static final String OF_TORCH = "from-torch";

  @TempDir static Path runs;

  private Lab lab;
  private WindowParts parts;

  @Start
  void open(Stage stage) throws IOException {
    TorchRun.copy(runs, OF_TORCH);
    lab = Lab.forWindow();
    parts = TestWindow.open(stage, lab, 780, runs);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void runsThatAreOverShowTheirCurvesOpenTheirModelsAndLetGo(FxRobot robot) throws Exception {
    waitUntil(() -> parts.openModel().state().get().hasModel());
    robot.clickOn("#go-training");
    train(robot);
    String trained = String.valueOf(folder().getFileName());

    robot.clickOn("#segment-runs");
    choose(robot, OF_TORCH);
    assertThat(label(robot, "#past-run-state")).isEqualTo("finished");
    assertThat(label(robot, "#past-run-details")).contains("step 20 of 20").contains("best 6.254");
    assertThat(label(robot, "#number-train-loss")).isEqualTo("6.432");
    assertThat(robot.lookup("#loss-chart").query().isVisible()).isTrue();
    assertThat(robot.lookup("#open-model").queryButton().isDisabled()).isTrue(); // without weights

    choose(robot, trained);
    Button open = robot.lookup("#open-model").queryButton();
    waitUntil(() -> !open.isDisabled());
    robot.clickOn(open);
    waitUntil(() -> folder().equals(parts.openModel().source().get()));

    robot.clickOn("#close-past-run");
    assertThat(robot.lookup("#past-run").query().isVisible()).isFalse();
    assertThat(robot.lookup("#start").match(Button.class::isInstance).query().isVisible()).isTrue();
    assertThat(parts.training().seen().getValue()).isSameAs(parts.training().run());
  }

  private void train(FxRobot robot) throws TimeoutException {
    robot.interact(
        () -> {
          parts.training().form().steps().set("2");
          parts.training().form().batchSize().set("1");
          parts.training().form().blockSize().set("32");
          parts.training().form().evalInterval().set("1");
        });
    robot.clickOn("#start");
    waitUntil(() -> parts.training().state().get() == State.ENDED);
  }

  private Path folder() {
    Path folder = parts.training().folder();
    assertThat(folder).isNotNull();
    return folder;
  }

  private static void choose(FxRobot robot, String run) throws TimeoutException {
    waitUntil(() -> robot.lookup(run).tryQuery().isPresent());
    robot.clickOn(run);
    waitUntil(() -> run.equals(label(robot, "#past-run-name")));
  }

  private static String label(FxRobot robot, String id) {
    return robot.lookup(id).queryAs(Label.class).getText();
  }
}
