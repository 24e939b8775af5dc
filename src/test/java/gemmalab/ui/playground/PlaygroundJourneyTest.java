package gemmalab.ui.playground;

import static gemmalab.Waiting.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.Lab;
import gemmalab.generate.FinishReason;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.ui.TestWindow;
import gemmalab.ui.WindowParts;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.playground.StoryViewModel.State;
import gemmalab.ui.shell.Destination;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The playground in the real window, with the real engine and the untrained nano model. */
@ExtendWith(ApplicationExtension.class)
class PlaygroundJourneyTest {

  @TempDir static Path runs;

  private Lab lab;
  private WindowParts parts;
  private PlaygroundViewModel viewModel;
  private StoryViewModel story;

  @Start
  void open(Stage stage) {
    lab = Lab.forWindow();
    parts = TestWindow.open(stage, lab, 780, runs);
    viewModel = parts.playground();
    story = viewModel.story(Side.A);
    viewModel.order().newSeeds().set(false);
    parts.shell().go(Destination.PLAYGROUND);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aStoryStreamsAsCellsUntilItIsStopped(FxRobot robot) throws Exception {
    waitUntil(() -> parts.openModel().model().get() != null);
    robot.interact(() -> viewModel.order().maxTokens().set(200));
    Button stop = robot.lookup("#stop-writing").query();

    robot.clickOn("#generate");
    waitUntil(() -> story.places().size() > 2 && stop.isVisible());
    robot.interact(stop::fire); // the robot's pointer would take longer than the story
    waitUntil(() -> story.state().get() == State.DONE);

    assertThat(story.end().get()).isEqualTo(FinishReason.STOPPED);
    assertThat(cells(robot)).hasSize(story.places().size());
    assertThat(robot.lookup("#speed").queryAs(Label.class).getText()).contains("stopped");
  }

  @Test
  void anAlternativeBranchesTheStoryAndUndoBringsTheOldOneBack(FxRobot robot) throws Exception {
    waitUntil(() -> parts.openModel().model().get() != null);
    robot.interact(() -> viewModel.order().maxTokens().set(5));
    robot.clickOn("#generate");
    waitUntil(() -> story.state().get() == State.DONE);
    StoryNode old = story.leaf().get();

    robot.clickOn(cells(robot).get(1));
    waitUntil(() -> story.choice().choice().get() != null);
    assertThat(story.selected().get()).isSameAs(old.path().get(1));
    int other = choice().rows().get(0).taken() ? 1 : 0;
    int id = choice().rows().get(other).candidate().id();
    robot.clickOn("#choice-" + other);
    waitUntil(() -> story.state().get() == State.DONE && story.places().size() > 2);

    assertThat(story.leaf().get().ids()).startsWith(old.ids().get(0), id);
    TreeView<?> branches = robot.lookup("#branches-A").query();
    assertThat(branches.getExpandedItemCount()).isEqualTo(3);
    robot.clickOn("#undo-A");
    assertThat(story.leaf().get()).isSameAs(old);
  }

  @Test
  void movingTheTemperatureMovesTheBars(FxRobot robot) throws Exception {
    waitUntil(() -> !story.leaf().get().prompt().isEmpty()); // at first there is none
    waitUntil(() -> story.choice().choice().get() != null);
    double before = choice().rows().get(0).candidate().scaledProbability();
    String shown = name(robot);

    robot.clickOn("#temperature").type(KeyCode.HOME);

    assertThat(viewModel.sampling().temperature().get()).isZero();
    assertThat(choice().rows().get(0).candidate().scaledProbability())
        .isEqualTo(1)
        .isGreaterThan(before);
    assertThat(name(robot)).isNotEqualTo(shown).contains("after temperature 100.0 %");
    assertThat(robot.lookup("#kept").queryAs(Label.class).getText()).startsWith("1 of ");
  }

  private Choice choice() {
    return Objects.requireNonNull(story.choice().choice().get());
  }

  private static String name(FxRobot robot) {
    return robot.lookup("#choice-0").query().getAccessibleText();
  }

  /** The tokens that the model wrote. */
  private static List<Label> cells(FxRobot robot) {
    Parent flow = robot.lookup(".story").query();
    return flow.getChildrenUnmodifiable().stream()
        .map(Label.class::cast)
        .filter(cell -> cell.getStyleClass().stream().anyMatch(s -> s.startsWith("surprise-")))
        .toList();
  }
}
