package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.Area;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.diagram.Viewport;
import gemmalab.model.LayerType;
import gemmalab.picture.Colour.Role;
import gemmalab.ui.common.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.MouseEvent;

/** The whole model in small, with a frame around what is seen; a click goes there. */
final class OverviewMap extends Canvas {

  private static final double SHARE = 0.15;
  private static final double WIDEST = 132;
  private static final double HEIGHT_FOR_WIDTH = 0.73;
  private static final double SMALLEST = 5;

  private final DiagramModels models;
  private final ObservableValue<Theme> theme;

  OverviewMap(DiagramModels models, ObservableValue<Theme> theme) {
    super(WIDEST, WIDEST * HEIGHT_FOR_WIDTH);
    this.models = models;
    this.theme = theme;
    setId("diagram-overview");
    setOnMousePressed(this::go);
    setOnMouseDragged(this::go);
    setOnMouseClicked(MouseEvent::consume);
  }

  /** Takes a small share of the diagram's width, so that it hides nothing of a layer. */
  void shareWidth(double diagramWidth) {
    double width = Math.min(WIDEST, Math.floor(SHARE * diagramWidth));
    setWidth(width);
    setHeight(Math.floor(width * HEIGHT_FOR_WIDTH));
  }

  /** Draws it anew; it is shown only where one does not see everything anyway. */
  void draw() {
    DiagramScene scene = models.reading().scene().get();
    setVisible(scene != null && models.navigation().place().get().depth() != Spot.Depth.WHOLE);
    if (scene == null || !isVisible()) {
      return;
    }
    Viewport small = Viewport.onto(scene.whole(), getWidth(), getHeight(), 4);
    GraphicsContext graphics = getGraphicsContext2D();
    graphics.setFill(paint(Role.BACKGROUND));
    graphics.fillRect(0, 0, getWidth(), getHeight());
    graphics.setStroke(paint(Role.LINE));
    graphics.strokeRect(0.5, 0.5, getWidth() - 1, getHeight() - 1);
    for (int band = 0; band < scene.headBand(); band++) {
      Area area = small.toScreen(scene.band(band));
      LayerType type = scene.config().layerTypes().get(band);
      graphics.setFill(paint(type == LayerType.FULL ? Role.FULL : Role.LOCAL));
      graphics.fillRect(area.x(), area.centerY() - 1, area.width(), 2);
    }
    Area seen = small.toScreen(models.navigation().view().get().seen());
    double width = Math.max(SMALLEST, seen.width());
    double height = Math.max(SMALLEST, seen.height());
    graphics.setStroke(paint(Role.CURSOR));
    graphics.setLineWidth(1.5);
    graphics.strokeRect(seen.centerX() - width / 2, seen.centerY() - height / 2, width, height);
    graphics.setLineWidth(1);
  }

  private javafx.scene.paint.Color paint(Role role) {
    return theme.getValue().paint(role);
  }

  private void go(MouseEvent event) {
    DiagramScene scene = models.reading().scene().get();
    if (scene != null) {
      Viewport small = Viewport.onto(scene.whole(), getWidth(), getHeight(), 4);
      models
          .navigation()
          .show(
              models
                  .navigation()
                  .view()
                  .get()
                  .centredOn(small.toDiagramX(event.getX()), small.toDiagramY(event.getY())));
    }
    event.consume();
  }
}
