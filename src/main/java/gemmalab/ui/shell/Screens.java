package gemmalab.ui.shell;

import static gemmalab.ui.common.Controls.label;

import gemmalab.ui.common.Texts;
import gemmalab.ui.common.UiThread;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.animation.Animation;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.event.EventHandler;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.input.InputEvent;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The screens, one of which is in sight. To build and to style one takes some hundred milliseconds,
 * so neither is done inside a click: the screens are made ready one by one while nobody does
 * anything, and one that is wanted sooner shows its name until it is there.
 */
final class Screens extends StackPane {

  private static final Duration REST = Duration.millis(150);

  private final Texts texts;
  private final Map<Destination, Supplier<Node>> makers;
  private final Map<Destination, Node> made = new EnumMap<>(Destination.class);
  private final ReadOnlyObjectWrapper<Destination> shown;
  private final Label name = new Label();
  private final VBox notYet;
  private final PauseTransition pause = new PauseTransition(REST);
  private final EventHandler<InputEvent> delay = event -> restLonger();

  /** Builds one screen. */
  Screens(Texts texts, Map<Destination, Supplier<Node>> makers, Destination first) {
    this.texts = texts;
    this.makers = makers;
    shown = new ReadOnlyObjectWrapper<>(first);
    name.getStyleClass().add("title");
    notYet = new VBox(8, name, label(texts.text("ui.screen.preparing"), "muted"));
    notYet.setId("screen-preparing");
    notYet.getStyleClass().add("empty");
    notYet.setVisible(false);
    getChildren().add(notYet);
    pause.setOnFinished(event -> makeNextReady());
    sceneProperty().addListener((o, old, now) -> follow(old, now));
    show(first);
  }

  /** The screen that is wanted, and in sight as soon as it is ready. */
  ReadOnlyObjectProperty<Destination> shown() {
    return shown.getReadOnlyProperty();
  }

  void show(Destination wanted) {
    shown.set(wanted);
    made.forEach((other, screen) -> screen.setVisible(isReady(wanted) && other == wanted));
    if (isReady(wanted)) {
      notYet.setVisible(false);
    } else if (getScene() == null) { // nobody waits yet
      reveal(wanted);
    } else {
      name.textProperty().bind(texts.text(wanted.nameKey()));
      notYet.setVisible(true);
      UiThread.afterFirstFrame(() -> reveal(wanted));
    }
  }

  /** Makes the other screens ready, one by one, as soon as nobody does anything. */
  void prepare() {
    pause.playFromStart();
  }

  /**
   * Takes the screens that are not in sight away for a change that restyles or relabels all that is
   * there; they come back as they were, one by one, while nobody does anything.
   */
  void setOthersAside() {
    getChildren().removeIf(each -> each != notYet && each != made.get(shown.get()));
    prepare();
  }

  private void reveal(Destination wanted) {
    if (shown.get() == wanted) { // nobody went on in the meantime
      make(wanted);
      add(wanted);
      made.forEach((other, screen) -> screen.setVisible(other == wanted));
      notYet.setVisible(false);
    }
  }

  private boolean isReady(Destination screen) {
    Node there = made.get(screen);
    return there != null && there.getParent() == this;
  }

  private void makeNextReady() {
    for (Destination screen : Destination.values()) {
      if (!made.containsKey(screen)) { // to build is one step, to style and lay out the next
        make(screen);
        pause.playFromStart();
        return;
      }
      if (!isReady(screen)) {
        add(screen);
        pause.playFromStart();
        return;
      }
    }
  }

  private void make(Destination screen) {
    if (!made.containsKey(screen)) {
      Node node = Objects.requireNonNull(makers.get(screen)).get();
      node.setVisible(false);
      made.put(screen, node);
    }
  }

  private void add(Destination screen) {
    Node node = Objects.requireNonNull(made.get(screen));
    if (node.getParent() != this) {
      getChildren().add(node);
    }
  }

  private void restLonger() {
    if (pause.getStatus() == Animation.Status.RUNNING) {
      pause.playFromStart();
    }
  }

  private void follow(@Nullable Scene old, @Nullable Scene now) {
    if (old != null) {
      old.removeEventFilter(InputEvent.ANY, delay);
      pause.stop();
    }
    if (now != null) {
      now.addEventFilter(InputEvent.ANY, delay);
    }
  }
}
