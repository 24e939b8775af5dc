package gemmalab.inspect.picture;

import gemmalab.text.VisibleBlanks;

/** Tokens as a picture writes them: blanks can be seen, long ones are cut. */
public final class TokenLabels {

  private static final int LONGEST = 9;

  private TokenLabels() {}

  /** A token with its blanks shown. */
  public static String shown(String token) {
    return VisibleBlanks.alone(token);
  }

  /** A token as a sentence says it: without blanks, unless it is nothing else. */
  public static String said(String token) {
    String bare = token.strip();
    return shown(bare.isEmpty() ? token : bare);
  }

  /** A token with its blanks shown, cut to a few letters. */
  static String cut(String token) {
    return cut(token, LONGEST);
  }

  /** A token with its blanks shown, cut to so many letters. */
  public static String cut(String token, int longest) {
    String shown = shown(token);
    return shown.codePointCount(0, shown.length()) <= longest
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
