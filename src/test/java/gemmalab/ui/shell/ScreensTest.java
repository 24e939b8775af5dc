package gemmalab.ui.shell;

import static gemmalab.Waiting.waitUntil;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.text.Language;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** Which screens are there when. */
@ExtendWith(ApplicationExtension.class)
class ScreensTest {

  private final List<Destination> built = new ArrayList<>();
  private Screens screens;

  @Start
  void open(Stage stage) {
    Map<Destination, Supplier<Node>> makers = new EnumMap<>(Destination.class);
    for (Destination each : Destination.values()) {
      makers.put(each, () -> screen(each));
    }
    screens = new Screens(new Texts(Language.ENGLISH), makers, Destination.START);
    stage.setScene(new Scene(screens, 400, 300));
    stage.show();
  }

  private Node screen(Destination destination) {
    built.add(destination);
    Label screen = new Label();
    screen.setId("screen-" + destination.id());
    return screen;
  }

  @Test
  void aClickShowsTheNameOfAScreenAtOnceAndTheScreenSoonAfter(FxRobot robot) throws Exception {
    robot.interact(
        () -> {
          screens.show(Destination.TRAINING);
          assertThat(built).containsExactly(Destination.START);
          assertThat(inSight("screen-preparing")).isTrue();
          assertThat(inSight("screen-start")).isFalse();
        });

    waitUntil(() -> inSight("screen-training"));
    assertThat(inSight("screen-preparing")).isFalse();
  }

  @Test
  void whoGoesOnBeforeAScreenIsThereSeesTheLastOne(FxRobot robot) throws Exception {
    robot.interact(
        () -> {
          screens.show(Destination.TRAINING);
          screens.show(Destination.ATTENTION);
        });

    waitUntil(() -> inSight("screen-attention"));
    assertThat(built).containsExactly(Destination.START, Destination.ATTENTION);
    assertThat(inSight("screen-preparing")).isFalse();
  }

  @Test
  void screensAreMadeReadyOutOfSightWhileNobodyDoesAnything(FxRobot robot) throws Exception {
    robot.interact(screens::prepare);

    waitUntil(() -> screens.getChildren().size() == 1 + Destination.values().length);
    assertThat(built).containsExactly(Destination.values());
    assertThat(inSight("screen-start")).isTrue();
    assertThat(inSight("screen-attention")).isFalse();
    robot.interact(
        () -> {
          screens.show(Destination.ATTENTION);
          assertThat(inSight("screen-attention")).isTrue();
        });
  }

  @Test
  void screensThatWereSetAsideComeBackAsTheyWere(FxRobot robot) throws Exception {
    robot.interact(screens::prepare);
    waitUntil(() -> screens.getChildren().size() == 1 + Destination.values().length);

    robot.interact(screens::setOthersAside);
    robot.interact(() -> screens.show(Destination.PLAYGROUND));

    waitUntil(() -> inSight("screen-playground"));
    waitUntil(() -> screens.getChildren().size() == 1 + Destination.values().length);
    assertThat(built).hasSize(Destination.values().length);
    assertThat(inSight("screen-start")).isFalse();
  }

  private boolean inSight(String id) {
    Node node = screens.lookup("#" + id);
    return node != null && node.isVisible();
  }
}
