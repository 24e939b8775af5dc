package gemmalab.inspect.diagram;

import gemmalab.picture.Picture;
import gemmalab.text.Messages;

/** The diagram as a picture: only what can be seen is drawn, as closely as it is looked at. */
public final class DiagramPicture {

  private DiagramPicture() {}

  /** Draws what a window shows. */
  public static Picture of(
      DiagramScene scene,
      DiagramValues values,
      DiagramLook look,
      Viewport view,
      Messages messages) {
    Drawing drawing = new Drawing(scene, values, look, view, messages);
    new BandDrawing(drawing).draw();
    if (Unfolding.isOpen(scene, view.scale())) {
      new CrossingDrawing(drawing).draw();
    } else {
      new ColumnDrawing(drawing).draw();
    }
    new MarginDrawing(drawing).draw();
    new ParameterDrawing(drawing).draw();
    String sentence = messages.format("diagram.picture", scene.headBand(), scene.length());
    return new Picture(view.width(), view.height(), sentence, drawing.shapes());
  }
}
