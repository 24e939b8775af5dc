package gemmalab.ui.playground;

import gemmalab.text.VisibleBlanks;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How a token's characters are shown. */
final class TokenText {

  private TokenText() {}

  /** A space before a word belongs to its token, so it is shown. */
  static String visible(String text) {
    return VisibleBlanks.alone(text);
  }

  /** Inside a story, where spaces are seen as spaces; half a character is shown as a dot. */
  static String inStory(String text) {
    return text.isEmpty() ? "·" : VisibleBlanks.inText(text);
  }

  /** Pieces of a text between which a line may end. */
  static List<String> pieces(String text) {
    BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> pieces = new ArrayList<>();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      pieces.add(text.substring(start, end));
    }
    return pieces;
  }
}
