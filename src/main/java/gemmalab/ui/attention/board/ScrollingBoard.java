package gemmalab.ui.attention.board;

import gemmalab.picture.Picture;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.ScrollBar;
import org.jspecify.annotations.Nullable;

/** A board wider than its room: only the part that shows is drawn. */
public abstract class ScrollingBoard extends PictureView {

  private static final double BAR_HEIGHT = 14;

  private final ScrollBar bar = new ScrollBar();

  protected ScrollingBoard(String id, String name, Texts texts, ObservableValue<Theme> theme) {
    super(id, name, texts, theme);
    bar.setManaged(false);
    bar.setVisible(false);
    bar.valueProperty().addListener((o, old, now) -> redraw());
    getChildren().add(bar);
    setOnScroll(
        event -> {
          scrollTo(bar.getValue() - event.getDeltaX() - event.getDeltaY());
          event.consume();
        });
  }

  /** Width of the whole picture; 0 while there is nothing to show. */
  protected abstract double contentWidth();

  /** The part of the picture that begins at a distance from its left edge. */
  protected abstract @Nullable Picture drawFrom(double scroll, double width, double height);

  /** Distance of what is shown from the left edge of the whole. */
  protected final double scroll() {
    return bar.getValue();
  }

  protected final void scrollTo(double distance) {
    bar.setValue(Math.max(0, Math.min(bar.getMax(), distance)));
  }

  /** Scrolls as little as needed to show a stretch. */
  protected final void reveal(double from, double to, double room) {
    if (from < scroll()) {
      scrollTo(from);
    } else if (to > scroll() + room) {
      scrollTo(to - room);
    }
  }

  @Override
  protected final @Nullable Picture draw(double width, double height) {
    double hidden = Math.max(0, contentWidth() - width);
    bar.setMax(hidden);
    bar.setVisibleAmount(hidden * width / Math.max(width, contentWidth()));
    bar.setUnitIncrement(60);
    bar.setBlockIncrement(width);
    bar.setVisible(hidden > 0);
    bar.resizeRelocate(0, height - BAR_HEIGHT, width, BAR_HEIGHT);
    if (bar.getValue() > hidden) {
      bar.setValue(hidden);
    }
    return drawFrom(scroll(), width, height - BAR_HEIGHT - 4);
  }
}
