package gemmalab.ui.attention.residual;

import gemmalab.inspect.ResidualStream;
import gemmalab.inspect.picture.ResidualPicture;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.PictureView;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.shape.Line;
import org.jspecify.annotations.Nullable;

/** The lines of the residual stream; the pointer or the arrow keys choose a layer. */
final class ResidualBoard extends PictureView {

  private final Texts texts;
  private final Line cursor = new Line();
  private @Nullable ResidualStream sizes;
  private int layer;

  ResidualBoard(Texts texts, ObservableValue<Theme> theme) {
    super("residual", "ui.attention.view.RESIDUAL", texts, theme);
    this.texts = texts;
    cursor.getStyleClass().add("cursor-line");
    cursor.setVisible(false);
    addAbove(cursor);
    setOnMouseMoved(event -> choose(layerAt(event.getX())));
    setOnMousePressed(event -> requestFocus());
    setOnKeyPressed(this::walk);
  }

  void show(ResidualStream newSizes) {
    sizes = newSizes;
    layer = Math.min(layer, newSizes.stream().length - 1);
    redraw();
  }

  @Override
  protected @Nullable Picture draw(double width, double height) {
    ResidualStream now = sizes;
    return now == null ? null : ResidualPicture.of(now, width, height, texts.messages());
  }

  @Override
  protected void showCursor() {
    ResidualStream now = sizes;
    if (now == null) {
      return;
    }
    double x = ResidualPicture.x(layer, getWidth(), now.stream().length);
    cursor.setStartX(x);
    cursor.setEndX(x);
    cursor.setStartY(ResidualPicture.TOP);
    cursor.setEndY(getHeight() - ResidualPicture.BOTTOM);
    cursor.setVisible(true);
    say(
        texts.format(
            "ui.attention.residual.reading",
            layer + 1,
            size(now.stream()),
            size(now.attention()),
            size(now.feedForward())));
  }

  private String size(float[][] sizesOfLayers) {
    return ResidualPicture.number(ResidualPicture.means(sizesOfLayers)[layer]);
  }

  private int layerAt(double x) {
    ResidualStream now = sizes;
    return now == null ? 0 : ResidualPicture.layerAt(x, getWidth(), now.stream().length);
  }

  private void walk(KeyEvent event) {
    switch (event.getCode()) {
      case LEFT -> choose(layer - 1);
      case RIGHT -> choose(layer + 1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void choose(int newLayer) {
    ResidualStream now = sizes;
    if (now != null && newLayer >= 0 && newLayer < now.stream().length) {
      layer = newLayer;
      showCursor();
    }
  }
}
