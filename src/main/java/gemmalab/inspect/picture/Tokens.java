package gemmalab.inspect.picture;

/** Tokens as a picture writes them: blanks can be seen, long ones are cut. */
public final class Tokens {

  private static final int LONGEST = 9;

  private Tokens() {}

  /** A token with its blanks shown. */
  public static String shown(String token) {
    return token.replace(' ', '␣').replace('\n', '⏎');
  }

  /** The same, cut to a few letters. */
  static String cut(String token) {
    return cut(token, LONGEST);
  }

  static String cut(String token, int longest) {
    String shown = shown(token);
    return shown.codePointCount(0, shown.length()) <= longest
        ? shown
        : shown.substring(0, shown.offsetByCodePoints(0, longest - 1)) + "…";
  }
}
