package gemmalab.tokenizer.gemma;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds added tokens in a text: from the left, at each place the longest. */
final class AddedTokens {

  private final AddedToken[] sorted; // by content
  private final BitSet firstCharacters = new BitSet();

  AddedTokens(List<AddedToken> tokens) {
    sorted =
        tokens.stream()
            .sorted(Comparator.comparing(AddedToken::content))
            .toArray(AddedToken[]::new);
    for (AddedToken token : sorted) {
      firstCharacters.set(token.content().charAt(0));
    }
  }

  /**
   * Splits a text.
   *
   * @param taken which tokens count; one that does not is text, and nothing is looked for within it
   * @param found takes each token
   * @param between takes what is before, between and after them, if it is not empty
   */
  void split(
      String text,
      Predicate<AddedToken> taken,
      Consumer<AddedToken> found,
      Consumer<String> between) {
    int plain = 0;
    int at = 0;
    while (at < text.length()) {
      AddedToken token = longest(text, at);
      int end = at + (token == null ? 1 : token.content().length());
      if (token != null && taken.test(token)) {
        passOn(text, plain, at, between);
        found.accept(token);
        plain = end;
      }
      at = end;
    }
    passOn(text, plain, at, between);
  }

  private static void passOn(String text, int from, int to, Consumer<String> between) {
    if (from < to) {
      between.accept(text.substring(from, to));
    }
  }

  /** Narrows the sorted tokens to those that go on as the text does, character by character. */
  private @Nullable AddedToken longest(String text, int at) {
    if (!firstCharacters.get(text.charAt(at))) {
      return null;
    }
    AddedToken longest = null;
    int low = 0;
    int high = sorted.length;
    for (int depth = 0; low < high && at + depth < text.length(); depth++) {
      char character = text.charAt(at + depth);
      low = firstFrom(low, high, depth, character);
      high = firstFrom(low, high, depth, character + 1);
      if (low < high && sorted[low].content().length() == depth + 1) {
        longest = sorted[low];
      }
    }
    return longest;
  }

  /** The first token whose character at a depth is not before this one; a shorter one has none. */
  private int firstFrom(int low, int high, int depth, int character) {
    int from = low;
    int to = high;
    while (from < to) {
      int middle = (from + to) >>> 1;
      String content = sorted[middle].content();
      boolean before = content.length() <= depth || content.charAt(depth) < character;
      from = before ? middle + 1 : from;
      to = before ? to : middle;
    }
    return from;
  }
}
