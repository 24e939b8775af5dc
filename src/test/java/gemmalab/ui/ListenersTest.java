package gemmalab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.WeightlessModels;
import gemmalab.inspect.diagram.Spot;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.ui.architecture.ArchitectureView;
import gemmalab.ui.architecture.DiagramModels;
import gemmalab.ui.architecture.SampleReader;
import gemmalab.ui.attention.AttentionModels;
import gemmalab.ui.attention.AttentionView;
import gemmalab.ui.attention.ComputedInspector;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** What is clicked for an hour must not listen to more than what was clicked once. */
@ExtendWith(ApplicationExtension.class)
class ListenersTest {

  private static final int CLICKS = 200;
  private static final int BEFORE_DRAWING = 10;
  private static final int LAYERS = ModelPreset.NANO.config().numHiddenLayers();

  private final ManualUiThread ui = new ManualUiThread();
  private final Texts texts = new Texts(Language.ENGLISH);
  private final ObjectProperty<Theme> theme = new SimpleObjectProperty<>(Theme.LIGHT);
  private final ErrorNotifications errors = new ErrorNotifications(texts);
  private final OpenModelState openModel = new OpenModelState(new WeightlessModels(), ui, errors);
  private final DiagramModels architecture = DiagramModels.of(new SampleReader(), openModel, ui);
  private final AttentionModels models =
      AttentionModels.of(new ComputedInspector(), openModel, errors, ui);
  private Node first;
  private Node second;

  @Start
  void open(Stage stage) {
    openModel.open(ModelPreset.NANO);
    ui.frame();
    first = new ArchitectureView(architecture, texts, theme, errors);
    second = new AttentionView(models, texts, theme, errors);
    second.setVisible(false);
    stage.setScene(new Scene(new StackPane(first, second), 1280, 780));
    stage.show();
  }

  @Test
  void clicksOnLayersOfTheArchitectureLeaveNoListeners(FxRobot robot) {
    clickLayers(robot, LAYERS);
    int before = listeners();

    clickLayers(robot, CLICKS);

    assertThat(architecture.selection().selected().get().band()).isEqualTo((CLICKS - 1) % LAYERS);
    assertThat(listeners()).isEqualTo(before);
  }

  @Test
  void stepsThroughTheHeadsLeaveNoListeners(FxRobot robot) {
    robot.interact(this::showSecond);
    stepThroughHeads(robot, LAYERS);
    int before = listeners();

    stepThroughHeads(robot, CLICKS);

    assertThat(models.attention().result().get()).isNotNull();
    assertThat(models.attention().head().get().layer()).isEqualTo(LAYERS - 1);
    assertThat(listeners()).isEqualTo(before);
  }

  @Test
  void changesOfTheScreenLeaveNoListeners(FxRobot robot) {
    robot.interact(this::showSecond);
    robot.interact(this::showFirst);
    int before = listeners();

    repeat(
        robot,
        CLICKS,
        time -> {
          showSecond();
          showFirst();
        });

    assertThat(listeners()).isEqualTo(before);
  }

  private void clickLayers(FxRobot robot, int times) {
    repeat(robot, times, time -> architecture.navigation().go(Spot.band(time % LAYERS, 0)));
  }

  /** Down to the last layer, up again, and at the end down. */
  private void stepThroughHeads(FxRobot robot, int times) {
    Node grid = robot.lookup("#head-wall").query();
    repeat(
        robot,
        times,
        time -> {
          boolean back = time % (2 * LAYERS) >= LAYERS && time < times - LAYERS;
          KeyCode key = back ? KeyCode.UP : KeyCode.DOWN;
          Event.fireEvent(
              grid, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", key, false, false, false, false));
        });
  }

  /** The window draws what a few have changed. */
  private static void repeat(FxRobot robot, int times, IntConsumer click) {
    for (int from = 0; from < times; from += BEFORE_DRAWING) {
      int first = from;
      int end = Math.min(times, from + BEFORE_DRAWING);
      robot.interact(() -> IntStream.range(first, end).forEach(click));
    }
  }

  private void showSecond() {
    first.setVisible(false);
    second.setVisible(true);
    ui.frame();
  }

  private void showFirst() {
    second.setVisible(false);
    first.setVisible(true);
    ui.frame();
  }

  private int listeners() {
    return ListenerCount.of(
        new ObservableValue<?>[] {
          openModel.model(),
          openModel.state(),
          architecture.reading().scene(),
          architecture.reading().values(),
          architecture.reading().fault(),
          architecture.selection().selected(),
          architecture.selection().pointed(),
          architecture.selection().written(),
          architecture.navigation().view(),
          architecture.navigation().place(),
          models.attention().result(),
          models.attention().state(),
          models.attention().head(),
          models.attention().scale(),
          models.attention().intervention(),
          models.map().map(),
          models.lens().lens(),
          models.ablation().result(),
          models.history().checkpoints(),
          texts.language(),
          theme
        });
  }
}
