package gemmalab.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.picture.Colour.Role;
import gemmalab.picture.DrawnShape;
import gemmalab.picture.DrawnShape.Anchor;
import gemmalab.picture.DrawnShape.Curve;
import gemmalab.picture.DrawnShape.Label;
import gemmalab.picture.DrawnShape.Lettering;
import gemmalab.picture.DrawnShape.Lines;
import gemmalab.picture.DrawnShape.Point;
import gemmalab.picture.DrawnShape.Raster;
import gemmalab.picture.DrawnShape.Rectangle;
import gemmalab.picture.DrawnShape.Stroke;
import gemmalab.picture.Palette;
import gemmalab.picture.Picture;
import gemmalab.picture.PngWriter;
import gemmalab.picture.Typeface;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.IntBinaryOperator;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class CanvasSurfaceTest {

  private static final int SIDE = 80;
  private static final Stroke STROKE = Stroke.solid(Role.INK, 2);
  private static final int DARK = 127;
  private static final double QUARTER_PIXEL = 0.25;

  /**
   * The box around all that is dark, in units of a picture.
   *
   * @param middle mean height of what is dark: tells less than a pixel, as a box does not
   */
  private record Ink(double left, double top, double right, double bottom, double middle) {}

  static List<DrawnShape> shapes() {
    return List.of(
        Rectangle.filled(10, 20, 30, 40, Role.INK),
        Rectangle.framed(10, 20, 30, 40, STROKE),
        Lines.between(10, 20, 70, 60, STROKE),
        new Curve(new Point(20, 70), new Point(60, 10), STROKE),
        new Raster(10, 20, 40, 20, 2, new int[] {0xff000000, 0, 0, 0xff000000}),
        label(Typeface.TEXT, "Layer", Anchor.START, 0),
        label(Typeface.HEADING, "Layer", Anchor.MIDDLE, 0),
        label(Typeface.TOKEN, "Token", Anchor.END, 0),
        label(Typeface.TOKEN, "猫", Anchor.MIDDLE, 0),
        label(Typeface.TOKEN, "Token", Anchor.START, -90));
  }

  private static Label label(Typeface face, String text, Anchor anchor, double degrees) {
    return new Label(40, 40, text, new Lettering(face, 12, Role.BLACK), anchor, degrees);
  }

  @BeforeAll
  static void loadFonts() {
    Fonts.load();
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void theWindowDrawsEachShapeWhereTheFileHasIt(DrawnShape shape) throws Exception {
    Picture picture = new Picture(SIDE, SIDE, "", List.of(shape));

    Ink window = window(picture);
    Ink file = file(picture);

    assertThat(window.left()).isBetween(file.left() - 1, file.left() + 1);
    assertThat(window.top()).isBetween(file.top() - 1, file.top() + 1);
    assertThat(window.right()).isBetween(file.right() - 1, file.right() + 1);
    assertThat(window.bottom()).isBetween(file.bottom() - 1, file.bottom() + 1);
  }

  /** A canvas puts letters on whole pixels: the same part of one away from the file, all faces. */
  @Test
  void theWindowSetsAllFacesOnOneLineAsTheFileDoes() throws Exception {
    DoubleSummaryStatistics lower = new DoubleSummaryStatistics();
    for (Typeface face : Typeface.values()) {
      DrawnShape label = label(face, "Token", Anchor.START, 0);
      Picture picture = new Picture(SIDE, SIDE, "", List.of(label));
      lower.accept(window(picture).middle() - file(picture).middle());
    }

    assertThat(lower.getMax() - lower.getMin()).isLessThan(QUARTER_PIXEL);
    assertThat(lower.getAverage()).isBetween(-1.0, 1.0);
  }

  private static Ink window(Picture picture) throws Exception {
    WritableImage image =
        WaitForAsyncUtils.waitForAsyncFx(
            10_000,
            () -> {
              PictureCanvas canvas = new PictureCanvas();
              canvas.show(picture, Palette.LIGHT);
              return canvas.snapshot(null, null);
            });
    return ink(SIDE, 1, image.getPixelReader()::getArgb);
  }

  private static Ink file(Picture picture) throws Exception {
    BufferedImage image =
        ImageIO.read(new ByteArrayInputStream(PngWriter.bytes(picture, Palette.LIGHT)));
    return ink(SIDE * PngWriter.SCALE, PngWriter.SCALE, image::getRGB);
  }

  private static Ink ink(int side, double scale, IntBinaryOperator pixel) {
    int left = side;
    int top = side;
    int right = 0;
    int bottom = 0;
    double dark = 0;
    double heights = 0;
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        int darkness = 0xff - (pixel.applyAsInt(x, y) & 0xff);
        dark += darkness;
        heights += darkness * (y + 0.5);
        if (darkness > DARK) {
          left = Math.min(left, x);
          top = Math.min(top, y);
          right = Math.max(right, x + 1);
          bottom = Math.max(bottom, y + 1);
        }
      }
    }
    assertThat(right).as("something is drawn").isPositive();
    return new Ink(
        left / scale, top / scale, right / scale, bottom / scale, heights / dark / scale);
  }
}
