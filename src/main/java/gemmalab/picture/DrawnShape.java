package gemmalab.picture;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A part of a picture; x goes right, y goes down. */
public sealed interface DrawnShape {

  /** Draws the part in the colours of a palette. */
  void drawOn(Surface surface, Palette palette);

  /** A box, filled, framed or both. */
  record Rectangle(
      double x,
      double y,
      double width,
      double height,
      @Nullable Colour fill,
      @Nullable Stroke frame)
      implements DrawnShape {

    public static Rectangle filled(double x, double y, double width, double height, Colour fill) {
      return new Rectangle(x, y, width, height, fill, null);
    }

    public static Rectangle framed(double x, double y, double width, double height, Stroke frame) {
      return new Rectangle(x, y, width, height, null, frame);
    }

    @Override
    public void drawOn(Surface surface, Palette palette) {
      if (fill != null) {
        surface.fill(this, palette.argb(fill));
      }
      if (frame != null) {
        surface.stroke(this, frame.pen(palette));
      }
    }
  }

  /** Straight lines from point to point. */
  record Lines(List<Point> points, Stroke stroke) implements DrawnShape {

    public Lines {
      points = List.copyOf(points);
    }

    public static Lines between(double x1, double y1, double x2, double y2, Stroke stroke) {
      return new Lines(List.of(new Point(x1, y1), new Point(x2, y2)), stroke);
    }

    @Override
    public void drawOn(Surface surface, Palette palette) {
      surface.stroke(this, stroke.pen(palette));
    }
  }

  /** A cubic curve that leaves one point and reaches another upright: an S on its side. */
  record Curve(Point from, Point to, Stroke stroke) implements DrawnShape {

    /** The control point beside the start. */
    public Point leaving() {
      return new Point(from.x(), middle());
    }

    /** The control point beside the end. */
    public Point arriving() {
      return new Point(to.x(), middle());
    }

    private double middle() {
      return (from.y() + to.y()) / 2;
    }

    @Override
    public void drawOn(Surface surface, Palette palette) {
      surface.stroke(this, stroke.pen(palette));
    }
  }

  /**
   * A line of text.
   *
   * @param y of its middle
   * @param degrees rotated by, clockwise around the anchor
   */
  record Label(double x, double y, String text, Lettering lettering, Anchor anchor, double degrees)
      implements DrawnShape {

    private static final double HALF_CAPITAL = 0.36;

    public static Label of(double x, double y, String text, Lettering lettering, Anchor anchor) {
      return new Label(x, y, text, lettering, anchor, 0);
    }

    /** The face that has all glyphs of the text. */
    public Typeface face() {
      return lettering.typeface().covering(text);
    }

    /** How far the foot of the letters lies below the middle: half a capital's height. */
    public double baseline() {
      return HALF_CAPITAL * lettering.size();
    }

    @Override
    public void drawOn(Surface surface, Palette palette) {
      surface.write(this, palette.argb(lettering.colour()));
    }
  }

  /**
   * Coloured cells in rows, stretched over a box without smoothing.
   *
   * @param argb row by row from the top; 0 is clear
   */
  @SuppressWarnings("ArrayRecordComponent") // pixels; two rasters are equal if they are the same
  record Raster(double x, double y, double width, double height, int columns, int[] argb)
      implements DrawnShape {

    public int rows() {
      return argb.length / columns;
    }

    @Override
    public void drawOn(Surface surface, Palette palette) {
      surface.place(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** A place. */
  record Point(double x, double y) {}

  /** Which point of a text lies at its place. */
  enum Anchor {
    START(0),
    MIDDLE(0.5),
    END(1);

    private final double share;

    Anchor(double share) {
      this.share = share;
    }

    /** Share of the text's width that lies before its place. */
    public double share() {
      return share;
    }
  }

  /** How a line is drawn. */
  record Stroke(Colour colour, double width, double opacity, Dash dash) {

    public static Stroke solid(Colour colour, double width) {
      return new Stroke(colour, width, 1, Dash.SOLID);
    }

    public static Stroke dotted(Colour colour, double width) {
      return new Stroke(colour, width, 1, Dash.DOTTED);
    }

    Surface.Pen pen(Palette palette) {
      int argb = palette.argb(colour);
      int alpha = (int) Math.round((argb >>> 24) * opacity);
      return new Surface.Pen((argb & 0xffffff) | (alpha << 24), width, dash);
    }
  }

  /** What a line is made of. */
  enum Dash {
    SOLID,
    DOTTED,
    DASHED;

    /** Lengths of strokes and gaps; empty for a line without gaps. */
    public double[] lengths() {
      return switch (this) {
        case SOLID -> new double[0];
        case DOTTED -> new double[] {1.5, 3};
        case DASHED -> new double[] {6, 4};
      };
    }
  }

  /** What letters look like. */
  record Lettering(Typeface typeface, double size, Colour colour) {

    /** Width of a text: exact for the monospaced face, near for the other. */
    public double widthOf(String text) {
      return size
          * text.codePoints()
              .mapToDouble(
                  point -> Typeface.isWide(point) ? 1 : typeface == Typeface.TOKEN ? 0.6 : 0.55)
              .sum();
    }
  }
}
