package gemmalab.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitForFxEvents;

import gemmalab.Waiting;
import gemmalab.app.Lab;
import gemmalab.inspect.module.ModelModule;
import gemmalab.ui.shell.Destination;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** From both families over an edited configuration to the training screen. */
@ExtendWith(ApplicationExtension.class)
class ShapesJourneyTest {

  @TempDir static Path runs;

  private Lab lab;
  private WindowParts parts;

  @Start
  void open(Stage stage) {
    lab = Lab.forWindow();
    parts = TestWindow.open(stage, lab, 780, runs);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aConfigurationIsComparedEditedAndCarriedToTraining(FxRobot robot) throws Exception {
    robot.clickOn("#segment-families");
    ListView<?> left = robot.lookup("#tree-left").queryListView();
    robot.interact(left::requestFocus);
    robot.interact(() -> left.getSelectionModel().select(4));
    assertThat(parts.shapes().selected().get()).isEqualTo(ModelModule.ATTENTION);
    robot.push(KeyCode.DOWN);
    assertThat(parts.shapes().selected().get()).isEqualTo(ModelModule.QUERY);
    assertThat(label(robot, "#module-left")).contains("W_query").contains("11,796,480");
    assertThat(label(robot, "#module-right")).contains("q_proj").contains("11,796,480");
    assertThat(label(robot, "#total-left")).contains("164,654,976");
    assertThat(label(robot, "#total-right")).contains("268,098,176");

    robot.clickOn("#segment-sizes");
    assertThat(label(robot, "#sizes-total")).contains("164,654,976");
    type(robot, "#size-layers", "2");
    type(robot, "#size-key-value-heads", "3");
    assertThat(label(robot, "#sizes-fault")).contains("3");
    type(robot, "#size-key-value-heads", "2");
    assertThat(robot.lookup("#sizes-fault").query().isVisible()).isFalse();
    assertThat(label(robot, "#tile-speed")).isNotEmpty();
    await(() -> parts.shapes().sizes().speed().get() != null);
    assertThat(label(robot, "#tile-speed")).startsWith("≈ ");

    robot.clickOn("#sizes-train");
    assertThat(parts.shell().shown().get()).isEqualTo(Destination.TRAINING);
    assertThat(label(robot, "#own-model-text")).contains("2").contains("640");
    assertThat(parts.training().form().ownModel().get())
        .isEqualTo(parts.shapes().sizes().sizing().get().config());
    robot.clickOn("#own-model-drop");
    assertThat(parts.training().form().ownModel().get()).isNull();
  }

  private static void type(FxRobot robot, String field, String text) {
    robot.interact(() -> robot.lookup(field).queryTextInputControl().setText(text));
    waitForFxEvents();
  }

  private static String label(FxRobot robot, String query) {
    waitForFxEvents();
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Waiting.until(condition, () -> waitForFxEvents());
  }
}
