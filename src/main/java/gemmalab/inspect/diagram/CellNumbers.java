package gemmalab.inspect.diagram;

/** Numbers as short as a cell needs them: three digits say enough. */
public final class CellNumbers {

  private CellNumbers() {}

  /** A number with two or three digits that count. */
  public static String text(double value) {
    if (Double.isInfinite(value)) {
      return value < 0 ? "−∞" : "∞";
    }
    double size = Math.abs(value);
    String digits =
        size >= 999.5
            ? String.valueOf(Math.round(size))
            : size >= 99.95 ? fixed(size, 0) : size >= 9.995 ? fixed(size, 1) : small(size);
    return value < 0 && !digits.equals("0") ? "−" + digits : digits;
  }

  private static String small(double size) {
    if (size >= 0.0995 || size == 0) {
      return fixed(size, 2);
    }
    if (size >= 0.0009995) {
      return fixed(size, 3);
    }
    int exponent = (int) Math.floor(Math.log10(size));
    long digit = Math.round(size / Math.pow(10, exponent));
    return digit == 10 ? "1e" + (exponent + 1) : digit + "e" + exponent;
  }

  private static String fixed(double size, int places) {
    long power = 1;
    for (int i = 0; i < places; i++) {
      power *= 10;
    }
    long rounded = Math.round(size * power);
    if (places == 0 || rounded == 0) {
      return String.valueOf(rounded / power);
    }
    String fraction = String.valueOf(rounded % power + power).substring(1);
    return rounded / power + "." + fraction;
  }
}
