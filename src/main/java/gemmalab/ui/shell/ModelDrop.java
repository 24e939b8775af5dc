package gemmalab.ui.shell;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.common.Texts;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** A window on which a model's file or folder can be dropped, which opens it. */
public final class ModelDrop extends StackPane {

  private static final double WIDTH = 400;

  private final Consumer<Path> open;
  private final ReadOnlyBooleanWrapper over = new ReadOnlyBooleanWrapper();

  /**
   * Wraps what is in the window.
   *
   * @param open what is done with what is dropped; what is no model is refused by its reader
   */
  public ModelDrop(Node window, Consumer<Path> open, Texts texts) {
    this.open = open;
    VBox card =
        new VBox(
            8,
            new FontIcon("mdi2t-tray-arrow-down"),
            label(texts.text("ui.drop.title"), "title"),
            paragraph(texts.text("ui.drop.text"), "muted"));
    card.getStyleClass().addAll("card", "drop-note");
    card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    StackPane cover = new StackPane(card);
    cover.setId("drop-note");
    cover.getStyleClass().add("drop-cover");
    cover.setMouseTransparent(true);
    getChildren().addAll(window, shownWhen(cover, over));
    addEventHandler(DragEvent.DRAG_OVER, this::over);
    addEventHandler(DragEvent.DRAG_EXITED_TARGET, this::exited);
    addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
  }

  /** Whether something that can be dropped is over the window. */
  ReadOnlyBooleanProperty over() {
    return over.getReadOnlyProperty();
  }

  private void over(DragEvent event) {
    if (event.getGestureSource() == null && mayDrop(event.getDragboard().getFiles())) {
      event.acceptTransferModes(TransferMode.COPY);
    }
    event.consume();
  }

  private void exited(DragEvent event) {
    if (event.getTarget() == this) {
      over.set(false);
    }
  }

  private void dropped(DragEvent event) {
    event.setDropCompleted(drop(event.getDragboard().getFiles()));
    event.consume();
  }

  /** Shows the sign; whether these can be dropped: one file or folder. */
  boolean mayDrop(List<File> files) {
    over.set(files.size() == 1);
    return over.get();
  }

  /** Opens what was dropped; whether there was anything to open. */
  boolean drop(List<File> files) {
    over.set(false);
    if (files.size() != 1) {
      return false;
    }
    open.accept(files.get(0).toPath());
    return true;
  }
}
