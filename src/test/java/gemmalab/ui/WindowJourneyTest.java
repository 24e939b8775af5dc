package gemmalab.ui;

import static gemmalab.Waiting.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.inspect.diagram.Spot;
import gemmalab.model.ModelPreset;
import gemmalab.model.ModelStage;
import gemmalab.tensor.ComputeDevice;
import gemmalab.ui.architecture.DiagramModels;
import gemmalab.ui.common.Theme;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.playground.StoryViewModel;
import gemmalab.ui.shell.Destination;
import gemmalab.ui.shell.ModelGate;
import gemmalab.ui.training.TrainingViewModel.State;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Through each screen of the real window, with the real engine and the nano model. */
@ExtendWith(ApplicationExtension.class)
class WindowJourneyTest {

  private static final List<String> CONTAINERS = List.of("notification", "architecture");

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
  void theDiagramShowsALayerAndTheLineOfJavaThatComputesAStage(FxRobot robot) throws Exception {
    waitForModel();
    DiagramModels diagram = parts.diagram();
    waitUntil(() -> diagram.reading().values().get() != null);

    robot.interact(() -> diagram.navigation().go(Spot.stage(ModelStage.QUERIES, 5, 2)));

    ListView<String> source = robot.lookup("#source").queryListView();
    assertThat(source.getItems()).anyMatch(line -> line.contains("class GroupedQueryAttention"));
    assertThat(label(robot, "#spot-formula")).startsWith("q = W_q");
  }

  @Test
  void aRunDrawsItsCurveWritesATextAndLeavesAModel(FxRobot robot) throws Exception {
    waitForModel();
    robot.clickOn("#go-training");
    robot.interact(
        () -> {
          parts.training().form().steps().set("2");
          parts.training().form().batchSize().set("1");
          parts.training().form().blockSize().set("32");
          parts.training().form().evalInterval().set("1");
        });

    robot.clickOn("#start");
    waitUntil(() -> parts.training().state().get() == State.ENDED);

    assertThat(parts.training().run().trainLoss().size()).isEqualTo(2);
    assertThat(parts.training().run().validationLoss().size()).isEqualTo(3);
    assertThat(parts.training().run().samples()).hasSize(3);
    assertThat(Double.parseDouble(label(robot, "#number-val-loss"))).isBetween(5.0, 23.0);
    assertThat(robot.lookup("#plan").queryAll()).isNotEmpty();
    assertThat(parts.training().plan().get()).isNotNull();
    Path folder = parts.training().folder();
    assertThat(folder).isNotNull();
    assertThat(Files.exists(folder.resolve("best/model.safetensors"))).isTrue();
    assertThat(label(robot, "#status-text")).isEqualTo("nano finished");
  }

  @Test
  void aPromptIsAnsweredWhileTrainingRuns(FxRobot robot) throws Exception {
    waitForModel();
    robot.clickOn("#go-training");
    robot.interact(() -> parts.training().form().steps().set("100000"));
    robot.clickOn("#start");
    waitUntil(() -> parts.training().state().get() == State.RUNNING);

    robot.clickOn("#go-playground");
    robot.interact(() -> parts.playground().order().maxTokens().set(6));
    robot.clickOn("#generate");
    waitUntil(() -> parts.playground().state().get() == StoryViewModel.State.DONE);

    assertThat(story()).startsWith("Once upon a time").hasSizeGreaterThan(17);
    assertThat(parts.training().state().get()).isEqualTo(State.RUNNING);
    robot.clickOn("#status-stop");
    waitUntil(() -> parts.training().state().get() == State.ENDED);
  }

  @Test
  void languageAndThemeSwitchAtOnce(FxRobot robot) {
    waitForModel();

    robot.clickOn("#language-JA");
    assertThat(label(robot, "#status-text")).isEqualTo("準備完了");
    robot.clickOn("#theme");
    assertThat(parts.theme().get()).isEqualTo(Theme.DARK);

    robot.clickOn("#language-EN");
    assertThat(label(robot, "#status-text")).isEqualTo("Ready");
    robot.clickOn("#theme");
    assertThat(parts.theme().get()).isEqualTo(Theme.LIGHT);
  }

  @Test
  void aFaultIsToldInOneSentence(FxRobot robot) throws Exception {
    waitForModel();

    robot.interact(() -> parts.openModel().open(Path.of("nowhere")));
    waitUntil(() -> !parts.openModel().state().get().isOpening());

    waitUntil(() -> robot.lookup(".notification-bar .label").tryQuery().isPresent());
    assertThat(label(robot, ".notification-bar .label"))
        .startsWith("There is no model at nowhere;");
    assertThat(parts.openModel().model().get()).isNotNull();
  }

  @Test
  void ofTwoModelsThatAreOpeningTheLastCounts(FxRobot robot) throws Exception {
    waitForModel();

    robot.interact(
        () -> {
          parts.openModel().open(ModelPreset.MINI);
          parts.openModel().open(Path.of("nowhere")); // is known sooner
        });
    waitUntil(() -> parts.openModel().fault().get() != null);
    lab.models()
        .close(lab.models().random(ModelPreset.MINI, ComputeDevice.CPU).get()); // as long again
    WaitForAsyncUtils.waitForFxEvents();

    assertThat(parts.openModel().state().get().isOpening()).isFalse();
    assertThat(Objects.requireNonNull(parts.openModel().model().get()).name()).isEqualTo("nano");
  }

  @Test
  void aScreenBehindAGateThatIsHiddenIsHidden(FxRobot robot) {
    waitForModel();
    Label screen = new Label();
    ModelGate gate =
        new ModelGate(screen, parts.models(), parts.texts().text("ui.gate.model"), parts.texts());

    gate.setVisible(false);
    assertThat(screen.isVisible()).isFalse();
    gate.setVisible(true);
    assertThat(screen.isVisible()).isTrue();
  }

  @Test
  void everyScreensControlsHaveNames(FxRobot robot) {
    waitForModel();
    for (Destination destination : Destination.values()) {
      robot.interact(() -> parts.shell().go(destination));
      assertNamed(parts.shell());
    }
  }

  /** Containers that scroll or split take the focus only on the way to what is in them. */
  private static void assertNamed(Parent parent) {
    for (Node node : parent.getChildrenUnmodifiable()) {
      boolean named = node.getId() != null && !CONTAINERS.contains(node.getId());
      if (node.isFocusTraversable() && node.isVisible() && named) {
        assertThat(name(node)).as("accessible name of #%s", node.getId()).isNotBlank();
      }
      if (node instanceof Parent inside && node.isVisible()) {
        assertNamed(inside);
      }
    }
  }

  private static String name(Node node) {
    String text = node.getAccessibleText();
    return node instanceof javafx.scene.control.Labeled labeled && text == null
        ? labeled.getText()
        : String.valueOf(text == null ? "" : text + " ");
  }

  private void waitForModel() {
    try {
      waitUntil(() -> parts.openModel().model().get() != null);
    } catch (TimeoutException e) {
      throw new AssertionError("nano did not open", e);
    }
  }

  private static String label(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  private String story() {
    return parts.playground().story(Side.A).leaf().get().text();
  }
}
