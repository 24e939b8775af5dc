package gemmalab.ui;

import static gemmalab.Waiting.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.inspect.Inspection;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.ui.attention.AttentionModels;
import gemmalab.ui.attention.inspection.InspectionResult;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Through the attention screen with the real engine and the nano model. */
@ExtendWith(ApplicationExtension.class)
class AttentionJourneyTest {

  private static final String TEXT =
      "Lily had a red ball. She gave the ball to Tom, and Tom gave it back to Lily.";

  @TempDir static Path runs;

  private Lab lab;
  private WindowParts parts;
  private AttentionModels models;

  @Start
  void open(Stage stage) {
    lab = Lab.forWindow();
    parts = TestWindow.open(stage, lab, 780, runs);
    models = parts.attention();
  }

  /** The screen looks by itself when it is shown. */
  @BeforeEach
  void visit(FxRobot robot) throws TimeoutException {
    waitUntil(() -> parts.openModel().model().get() != null);
    robot.interact(() -> models.attention().text().set(TEXT));
    robot.clickOn("#go-attention");
    waitUntil(() -> models.attention().result().get() != null);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void arrowKeysOnTheGridChooseAHeadAndTellIt(FxRobot robot) {
    focus(robot, "#head-wall");
    press(robot, KeyCode.DOWN, KeyCode.DOWN, KeyCode.RIGHT);

    assertThat(models.attention().head().get()).isEqualTo(new AttentionHead(2, 1));
    assertThat(robot.lookup("#head-wall").query().getAccessibleText())
        .startsWith("Layer 3, head 2 · local · ");
    assertThat(label(robot, "#head-title")).startsWith("Layer 3, head 2");
  }

  @Test
  void arrowKeysOnTheMapTellTheValue(FxRobot robot) {
    Node map = focus(robot, "#heatmap");
    for (int i = 0; i < Inspection.MAX_TOKENS && !label(robot, "#reading").startsWith("“L”"); i++) {
      press(robot, KeyCode.UP); // the pointer has been over it
    }
    press(robot, KeyCode.DOWN);

    assertThat(map.getAccessibleText()).startsWith("“ily” attends to “L”: ").endsWith("%");
    press(robot, KeyCode.SPACE);
    assertThat(map.getAccessibleText()).contains("row locked");
  }

  @Test
  void aHeadSwitchedOffChangesBarsAndLoss(FxRobot robot) throws TimeoutException {
    String loss = label(robot, "#text-loss");
    String next = robot.lookup("#next-tokens").query().getAccessibleText();

    robot.clickOn("#head-off");
    waitUntil(() -> !result().key().intervention().ablatedHeads().isEmpty());

    assertThat(label(robot, "#text-loss")).isNotEqualTo(loss).contains("modified");
    assertThat(robot.lookup("#next-tokens").query().getAccessibleText()).isNotEqualTo(next);
    assertThat(label(robot, "#heads-off")).isEqualTo("Ablated: L1 H1");
    System.gc(); // a listener that nobody holds is lost
    robot.clickOn("#all-on");
    waitUntil(() -> result().key().intervention().equals(Intervention.NONE));
    assertThat(label(robot, "#text-loss")).isEqualTo(loss);
    assertThat(robot.lookup("#head-off").queryAs(ToggleButton.class).isSelected()).isFalse();
  }

  @Test
  void theWindowSliderChangesTheLoss(FxRobot robot) throws TimeoutException {
    String loss = label(robot, "#text-loss");

    robot.interact(() -> robot.lookup("#window").queryAs(Slider.class).setValue(2));
    waitUntil(() -> result().localWindow() == 2);

    assertThat(label(robot, "#text-loss")).isNotEqualTo(loss);
    assertThat(label(robot, "#head-title")).contains("window of 2");
    robot.clickOn("#window-reset");
    waitUntil(() -> result().key().intervention().equals(Intervention.NONE));
    assertThat(label(robot, "#text-loss")).isEqualTo(loss);
  }

  @Test
  void lensTellsThePredictionsOfEachLayer(FxRobot robot) throws TimeoutException {
    robot.clickOn("#segment-lens");
    waitUntil(() -> models.lens().lens().get() != null);
    focus(robot, "#lens");
    for (int i = 0; i < 30; i++) {
      press(robot, KeyCode.DOWN);
    }

    assertThat(label(robot, "#lens-reading"))
        .matches(
            "Layer 6, after “.*”: “.*” .* %, .* The final prediction becomes the top one at .*");
  }

  @Test
  void arcsTellWhomATokenLooksAtAndWhoLooksAtIt(FxRobot robot) {
    robot.clickOn("#segment-arcs");
    focus(robot, "#arcs");
    press(robot, KeyCode.LEFT);
    assertThat(label(robot, "#arcs-reading")).startsWith("“.” attends to “");
    press(robot, KeyCode.UP);
    assertThat(label(robot, "#arcs-reading")).startsWith("“.” is attended to by “.”");
  }

  @Test
  void theResidualStreamIsToldLayerByLayer(FxRobot robot) {
    robot.clickOn("#segment-residual");
    focus(robot, "#residual");
    for (int i = 0; i < 8; i++) {
      press(robot, KeyCode.RIGHT);
    }
    assertThat(label(robot, "#residual-reading")).startsWith("Layer 6 (RMS): layer input ");
  }

  @Test
  void allHeadsAreAblatedFromTheGrid(FxRobot robot) throws TimeoutException {
    robot.clickOn("#segment-costs").clickOn("#measure-heads");
    waitUntil(() -> models.ablation().result().get() != null);
    assertThat(label(robot, "#wall-reading"))
        .startsWith("Layer 1, head 1 · ablating it changes the loss");
  }

  private InspectionResult result() {
    InspectionResult result = models.attention().result().get();
    assertThat(result).isNotNull();
    return java.util.Objects.requireNonNull(result);
  }

  private static Node focus(FxRobot robot, String query) {
    Node node = robot.lookup(query).query();
    robot.interact(node::requestFocus);
    return node;
  }

  private static void press(FxRobot robot, KeyCode... keys) {
    for (KeyCode key : keys) {
      robot.press(key).release(key);
    }
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static String label(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }
}
