package gemmalab.inspect.picture;

import gemmalab.inspect.AblationResult;
import gemmalab.inspect.Inspection;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.LayerType;
import gemmalab.picture.Cividis;
import gemmalab.picture.Colour;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.Diverging;
import gemmalab.picture.DrawnShape;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.DrawnShape.Rectangle;
import gemmalab.picture.DrawnShape.Stroke;
import gemmalab.picture.Picture;
import gemmalab.text.Messages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * All heads of all layers in small: their maps, or what each is worth. Local layers are blue and
 * dotted, full ones orange and solid; heads that are switched off are crossed out.
 */
public final class HeadGridPicture {

  private static final double ROOM_FOR_A_NUMBER = 30;

  private final HeadGridGeometry geometry;
  private final List<DrawnShape> shapes = new ArrayList<>();

  private HeadGridPicture(HeadGridGeometry geometry, List<LayerType> types) {
    this.geometry = geometry;
    for (int head = 0; head < geometry.heads(); head++) {
      double middle = geometry.x(head) + geometry.cell() / 2;
      shapes.add(
          Label.of(middle, 9, String.valueOf(head + 1), LetteringStyles.NOTE, Anchor.MIDDLE));
    }
    for (int layer = 0; layer < types.size(); layer++) {
      mark(layer, types.get(layer));
    }
  }

  /** The maps of all heads. */
  public static Picture ofMaps(
      Inspection seen,
      List<LayerType> types,
      Set<AttentionHead> ablatedHeads,
      MapScale scale,
      HeadGridGeometry geometry,
      Messages messages) {
    HeadGridPicture grid = new HeadGridPicture(geometry, types);
    for (int layer = 0; layer < geometry.layers(); layer++) {
      for (int head = 0; head < geometry.heads(); head++) {
        grid.map(layer, head, seen.weights()[layer][head], scale);
      }
    }
    ablatedHeads.forEach(grid::cross);
    String sentence =
        messages.format("picture.wall", geometry.layers(), geometry.heads(), seen.tokens().size());
    return new Picture(geometry.width(), geometry.height(), sentence, grid.shapes);
  }

  /** What each head costs when it is missing. */
  public static Picture ofAblation(
      AblationResult ablation,
      List<LayerType> types,
      Set<AttentionHead> ablatedHeads,
      HeadGridGeometry geometry,
      Messages messages) {
    HeadGridPicture grid = new HeadGridPicture(geometry, types);
    double most = 1e-9;
    AttentionHead largest = new AttentionHead(0, 0);
    for (int layer = 0; layer < geometry.layers(); layer++) {
      for (int head = 0; head < geometry.heads(); head++) {
        if (Math.abs(ablation.lossIncrease(layer, head)) > most) {
          most = Math.abs(ablation.lossIncrease(layer, head));
          largest = new AttentionHead(layer, head);
        }
      }
    }
    for (int layer = 0; layer < geometry.layers(); layer++) {
      for (int head = 0; head < geometry.heads(); head++) {
        grid.lossIncrease(layer, head, ablation.lossIncrease(layer, head), most);
      }
    }
    ablatedHeads.forEach(grid::cross);
    String sentence =
        messages.format(
            "picture.costs",
            largest.layer() + 1,
            largest.head() + 1,
            lossIncrease(ablation.lossIncrease(largest.layer(), largest.head())));
    return new Picture(geometry.width(), geometry.height(), sentence, grid.shapes);
  }

  /** +0.123: nats a token that a text costs more. */
  public static String lossIncrease(double nats) {
    return String.format(Locale.ENGLISH, "%+.3f", nats);
  }

  private void mark(int layer, LayerType type) {
    double height = Math.min(20, geometry.cell());
    double middle = geometry.y(layer) + geometry.cell() / 2;
    Stroke frame =
        type == LayerType.FULL ? Stroke.solid(Role.FULL, 2) : Stroke.dotted(Role.LOCAL, 1.5);
    shapes.add(Rectangle.framed(2, middle - height / 2, 30, height, frame));
    shapes.add(Label.of(17, middle, "L" + (layer + 1), LetteringStyles.TEXT, Anchor.MIDDLE));
  }

  private void map(int layer, int head, float[][] weights, MapScale scale) {
    int factor = (int) Math.ceil(weights.length / geometry.cell());
    int side = (weights.length + factor - 1) / factor;
    int[] pixels = pixels(pooled(weights, factor, side), scale);
    double x = geometry.x(head);
    double y = geometry.y(layer);
    shapes.add(new Raster(x, y, geometry.cell(), geometry.cell(), side, pixels));
    shapes.add(
        Rectangle.framed(x, y, geometry.cell(), geometry.cell(), Stroke.solid(Role.LINE, 1)));
  }

  /** The greatest weight of each block, so that thin lines stay; below 0 where none looks. */
  private static float[][] pooled(float[][] weights, int factor, int side) {
    float[][] pooled = new float[side][side];
    for (float[] row : pooled) {
      java.util.Arrays.fill(row, -1);
    }
    for (int row = 0; row < weights.length; row++) {
      float[] into = pooled[row / factor];
      for (int key = 0; key <= row; key++) {
        if (weights[row][key] > 0) {
          into[key / factor] = Math.max(into[key / factor], weights[row][key]);
        }
      }
    }
    return pooled;
  }

  private static int[] pixels(float[][] pooled, MapScale scale) {
    int side = pooled.length;
    int[] pixels = new int[side * side];
    for (int row = 0; row < side; row++) {
      float most = 0;
      for (float weight : pooled[row]) {
        most = Math.max(most, weight);
      }
      for (int key = 0; key < side; key++) {
        float weight = pooled[row][key];
        pixels[row * side + key] = weight < 0 ? 0 : Cividis.argb(shade(weight, most, scale));
      }
    }
    return pixels;
  }

  private static double shade(float weight, float most, MapScale scale) {
    return switch (scale) {
      case LINEAR -> weight;
      case LOG -> MapShades.logarithmic(weight);
      case ROW -> most > 0 ? weight / most : 0;
    };
  }

  private void lossIncrease(int layer, int head, double lossIncrease, double most) {
    double x = geometry.x(head);
    double y = geometry.y(layer);
    Colour fill = Colour.of(Diverging.argb(lossIncrease / most));
    shapes.add(Rectangle.filled(x, y, geometry.cell(), geometry.cell(), fill));
    if (geometry.cell() >= ROOM_FOR_A_NUMBER) {
      shapes.add(
          Label.of(
              x + geometry.cell() / 2,
              y + geometry.cell() / 2,
              String.format(Locale.ENGLISH, "%+.2f", lossIncrease),
              LetteringStyles.token(
                  Math.min(12, geometry.cell() / 4), Diverging.inkOn(lossIncrease / most)),
              Anchor.MIDDLE));
    }
  }

  private void cross(AttentionHead ablated) {
    double left = geometry.x(ablated.head());
    double top = geometry.y(ablated.layer());
    double right = left + geometry.cell();
    double bottom = top + geometry.cell();
    Stroke stroke = Stroke.solid(Role.DANGER, 2.5);
    shapes.add(Lines.between(left, top, right, bottom, stroke));
    shapes.add(Lines.between(left, bottom, right, top, stroke));
  }
}
