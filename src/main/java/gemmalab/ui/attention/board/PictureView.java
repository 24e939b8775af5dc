package gemmalab.ui.attention.board;

import gemmalab.picture.Picture;
import gemmalab.ui.common.PictureCanvas;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * A picture that fills its room and is told in words: what the cursor of pointer or keyboard is on
 * is drawn above it by few nodes, so that moving it does not draw the picture again.
 */
public abstract class PictureView extends Region {

  private final ObservableValue<Theme> theme;
  private final PictureCanvas canvas = new PictureCanvas();
  private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper("");
  private @Nullable Picture picture;
  private double drawnWidth;
  private double drawnHeight;

  /**
   * Makes an empty board.
   *
   * @param name key of what it is called while there is nothing to read
   */
  protected PictureView(String id, String name, Texts texts, ObservableValue<Theme> theme) {
    this.theme = theme;
    setId(id);
    setMinSize(0, 0);
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    accessibleTextProperty()
        .bind(
            Bindings.createStringBinding(
                () -> reading.get().isEmpty() ? texts.format(name) : reading.get(),
                reading,
                texts.language()));
    getStyleClass().add("board");
    canvas.setManaged(false);
    getChildren().add(canvas);
    theme.addListener((o, old, now) -> redraw());
    texts.language().addListener((o, old, now) -> redraw());
  }

  /** The picture for a room; null while there is nothing to show. */
  protected abstract @Nullable Picture draw(double width, double height);

  /** Puts the cursor in its place and says what is there. */
  protected abstract void showCursor();

  /** The place of the cursor in words. */
  public final ReadOnlyStringProperty reading() {
    return reading.getReadOnlyProperty();
  }

  /** What is shown; null before there is anything. */
  public final @Nullable Picture picture() {
    return picture;
  }

  protected final void say(String words) {
    reading.set(words);
  }

  /** Adds what is drawn above the picture and takes no clicks. */
  protected final void addAbove(Node... nodes) {
    for (Node node : nodes) {
      node.setManaged(false);
      node.setMouseTransparent(true);
      getChildren().add(node);
    }
  }

  /** Draws the picture anew. */
  protected final void redraw() {
    if (getWidth() < 1 || getHeight() < 1) {
      return;
    }
    drawnWidth = getWidth();
    drawnHeight = getHeight();
    picture = draw(drawnWidth, drawnHeight);
    canvas.setVisible(picture != null);
    if (picture != null) {
      canvas.show(picture, theme.getValue().palette());
      showCursor();
    }
  }

  @Override
  protected void layoutChildren() {
    if (getWidth() != drawnWidth || getHeight() != drawnHeight) {
      redraw();
    }
  }
}
