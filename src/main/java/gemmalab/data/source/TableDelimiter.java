package gemmalab.data.source;

/** What stands between two columns of a table. */
final class TableDelimiter {

  private static final char[] KNOWN = {',', ';', '\t'};

  private TableDelimiter() {}

  /** The one that stands most often in the first line, outside quotes; a comma if none does. */
  static char of(String firstLine) {
    int[] counts = new int[KNOWN.length];
    boolean quoted = false;
    for (int at = 0; at < firstLine.length(); at++) {
      char c = firstLine.charAt(at);
      quoted ^= c == '"';
      for (int i = 0; i < KNOWN.length && !quoted; i++) {
        counts[i] += c == KNOWN[i] ? 1 : 0;
      }
    }
    int most = 0;
    for (int i = 1; i < KNOWN.length; i++) {
      most = counts[i] > counts[most] ? i : most;
    }
    return KNOWN[most];
  }
}
