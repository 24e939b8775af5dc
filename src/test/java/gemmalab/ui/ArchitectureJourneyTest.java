package gemmalab.ui;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.testfx.util.WaitForAsyncUtils.waitForFxEvents;

import gemmalab.Waiting;
import gemmalab.app.Lab;
import gemmalab.inspect.diagram.CellNumbers;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.HeadChoice;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.diagram.Spot.Depth;
import gemmalab.model.Intervention;
import gemmalab.model.ModelStage;
import gemmalab.ui.architecture.DiagramModels;
import gemmalab.ui.architecture.DiagramSelection.WrittenCell;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
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

/** Through the architecture screen with the real engine and the nano model. */
@ExtendWith(ApplicationExtension.class)
class ArchitectureJourneyTest {

  @TempDir static Path runs;

  private Lab lab;
  private DiagramModels models;

  @Start
  void open(Stage stage) {
    lab = Lab.forWindow();
    models = TestWindow.open(stage, lab, 780, runs).diagram();
  }

  @BeforeEach
  void visit() throws InterruptedException {
    await(() -> models.reading().values().get() != null);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void whatIsTypedIsInTheDiagramAndANumberOfItIsWrittenOut(FxRobot robot) throws Exception {
    robot.interact(() -> models.reading().text().set("Tom saw a bean"));
    await(() -> label(robot, "#spot-value").contains("After “bean”"));

    Spot cell = Spot.stage(ModelStage.QUERIES, 2, 1).withIndex(40);
    robot.interact(() -> models.navigation().go(cell));
    await(() -> models.selection().written().get() != null);

    WrittenCell written = requireNonNull(models.selection().written().get());
    assertThat(written.cell()).isEqualTo(cell);
    float shown = requireNonNull(models.reading().values().get()).number(cell);
    assertThat(written.calculation().total()).isCloseTo(shown, offset(shown));
    assertThat(label(robot, "#calculation-lines")).endsWith("= " + CellNumbers.text(shown));
    assertThat(robot.lookup("#calculation").query().isVisible()).isTrue();
  }

  private static org.assertj.core.data.Offset<Double> offset(float value) {
    return org.assertj.core.api.Assertions.within(1e-4 * Math.max(1, Math.abs(value)));
  }

  @Test
  void theKeysWalkNearerAlongTheDataAndBack(FxRobot robot) throws Exception {
    robot.interact(() -> robot.lookup("#diagram").query().requestFocus());
    robot.push(KeyCode.UP);
    assertThat(selected()).isEqualTo(Spot.band(DiagramScene.EMBEDDING_BAND, last()));
    robot.push(KeyCode.UP);
    robot.push(KeyCode.ENTER);
    assertThat(selected()).isEqualTo(Spot.stage(ModelStage.INPUT_NORM, 0, last()));
    await(() -> models.navigation().place().get().depth() == Depth.STAGE);
    robot.push(KeyCode.UP);
    assertThat(selected().stage()).isEqualTo(ModelStage.QUERIES);
    robot.push(KeyCode.LEFT);
    assertThat(selected().token()).isEqualTo(last() - 1);
    robot.push(KeyCode.ESCAPE);
    robot.push(KeyCode.ESCAPE);
    assertThat(selected().depth()).isEqualTo(Depth.WHOLE);
    await(() -> models.navigation().place().get().depth() == Depth.WHOLE);
  }

  @Test
  void theWheelUnfoldsALayerWhosePartsCanBeFocusedAndSayTheirValues(FxRobot robot)
      throws Exception {
    robot.interact(() -> models.navigation().go(Spot.band(3, last())));
    await(() -> models.navigation().place().get().equals(Spot.band(3, last())));
    waitForFxEvents();

    Node queries = robot.lookup("#part-3-queries").query();
    assertThat(queries.getAccessibleText()).contains("queries").contains("root mean square");
    robot.interact(queries::requestFocus);
    assertThat(selected()).isEqualTo(Spot.stage(ModelStage.QUERIES, 3, last()));
    assertThat(robot.lookup("#crumb-BAND").queryAs(Node.class)).isNotNull();
  }

  @Test
  void aTrialTellsWhatItDoesToTheLossAndGoesAgain(FxRobot robot) throws Exception {
    robot.interact(() -> models.trial().withoutRope().set(true));
    await(() -> models.trial().effect().get() != null);
    assertThat(label(robot, "#try-effect")).contains("→");

    robot.interact(() -> models.trial().withoutRope().set(false));
    await(() -> models.trial().effect().get() == null);
    assertThat(label(robot, "#try-effect")).doesNotContain("→");
  }

  @Test
  void aNormAndAHeadOfALayerCanBeLeftOutWhereTheyStand(FxRobot robot) throws Exception {
    robot.interact(() -> models.selection().heads().set(new HeadChoice(1)));
    robot.interact(() -> models.selection().select(Spot.stage(ModelStage.INPUT_NORM, 2, last())));
    robot.interact(() -> robot.lookup("#try-part").queryAs(CheckBox.class).fire());
    robot.interact(() -> robot.lookup("#try-head").queryAs(CheckBox.class).fire());
    await(() -> models.trial().effect().get() != null);

    Intervention change = models.reading().intervention().get();
    assertThat(change.skips(ModelStage.INPUT_NORM, 2)).isTrue();
    assertThat(change.skips(ModelStage.INPUT_NORM, 1)).isFalse();
    assertThat(change.ablates(2, 1)).isTrue();

    robot.interact(() -> robot.lookup("#try-part").queryAs(CheckBox.class).fire());
    robot.interact(() -> robot.lookup("#try-head").queryAs(CheckBox.class).fire());
    assertThat(models.reading().intervention().get()).isEqualTo(Intervention.NONE);
  }

  @Test
  void searchFindsPartsByNameShapeAndWord(FxRobot robot) throws Exception {
    var search = robot.lookup("#diagram-search").queryTextInputControl();
    robot.interact(
        () -> {
          search.setText("softmax");
          search.fireEvent(new javafx.event.ActionEvent());
        });
    assertThat(selected().stage()).isEqualTo(ModelStage.ATTENTION_WEIGHTS);
    robot.interact(
        () -> {
          search.setText("bean");
          search.fireEvent(new javafx.event.ActionEvent());
        });
    assertThat(selected().depth()).isEqualTo(Depth.WHOLE);
  }

  @Test
  void partsExplainThemselvesWithTheNumbersOfTheText(FxRobot robot) throws Exception {
    robot.interact(
        () ->
            models
                .selection()
                .select(Spot.stage(ModelStage.EMBEDDING, DiagramScene.EMBEDDING_BAND, 1)));
    await(() -> !robot.lookup("#explain-neighbours .share-positive").queryAll().isEmpty());
    assertThat(robot.lookup("#explain-merges .section").queryAs(Label.class).getText())
        .contains("Nora");

    robot.interact(() -> models.selection().select(Spot.stage(ModelStage.GATE, 2, 1).withIndex(7)));
    waitForFxEvents();
    assertThat(robot.lookup("#explain-unit .section").queryAs(Label.class).getText()).contains("7");
    assertThat(robot.lookup("#explain-merges").tryQuery()).isEmpty();
  }

  /** A sentence of another height changes the height of the diagram on the way. */
  @Test
  void theViewReachesItsGoalAlsoIfTheDiagramIsResizedOnTheWay(FxRobot robot) throws Exception {
    Spot cell = Spot.stage(ModelStage.QUERIES, 2, 1).withIndex(40);
    robot.interact(
        () -> {
          models.navigation().go(cell);
          models.navigation().resize(500, 300);
        });
    await(() -> models.navigation().place().get().stage() == ModelStage.QUERIES);
  }

  private Spot selected() {
    return models.selection().selected().get();
  }

  private int last() {
    return requireNonNull(models.reading().scene().get()).length() - 1;
  }

  private static String label(FxRobot robot, String query) {
    return robot.lookup(query).queryAs(Label.class).getText();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    Waiting.until(condition, () -> waitForFxEvents());
  }
}
