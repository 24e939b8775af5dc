package gemmalab.text;

import java.util.Locale;

/** How blanks in tokens are shown, everywhere the same, by signs that both bundled fonts have. */
public final class VisibleBlanks {

  private static final String SPACE = "▁";
  private static final String NEW_LINE = "¶";

  private VisibleBlanks() {}

  /** A token by itself: a space before a word belongs to it, so it is shown. */
  public static String alone(String token) {
    return inText(token.replace(" ", SPACE));
  }

  /** A token in a text, where spaces are seen as spaces. */
  public static String inText(String token) {
    StringBuilder shown = new StringBuilder();
    token.replace("\n", NEW_LINE).codePoints().forEach(point -> show(point, shown));
    return shown.toString();
  }

  /** Whether what is shown so ends with a new line. */
  public static boolean endsLine(String shown) {
    return shown.endsWith(NEW_LINE);
  }

  /** What has no glyph is shown by its number, as tokens of half a character are. */
  private static void show(int point, StringBuilder shown) {
    if (Character.isISOControl(point)) {
      shown.append(String.format(Locale.ROOT, "<%02X>", point));
    } else {
      shown.appendCodePoint(point);
    }
  }
}
