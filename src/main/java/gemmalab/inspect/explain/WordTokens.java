package gemmalab.inspect.explain;

import gemmalab.inspect.stage.Activations;
import java.util.ArrayList;
import java.util.List;

/**
 * The word that a token belongs to, as the model's tokenizer splits it.
 *
 * @param text the word, with the space before it
 * @param labels its tokens as readable text
 */
public record WordTokens(String text, List<String> labels) {

  private static final int LONGEST = 24;

  public WordTokens {
    labels = List.copyOf(labels);
  }

  /** From the last space before a token to the next one after it. */
  public static WordTokens around(Activations activations, int token) {
    int first = token;
    while (first > 0 && !startsWord(activations, first)) {
      first--;
    }
    int end = token + 1;
    while (end < activations.length() && !startsWord(activations, end)) {
      end++;
    }
    List<String> labels = new ArrayList<>();
    for (int each = first; each < end; each++) {
      labels.add(activations.tokens().get(each).label());
    }
    String word = String.join("", labels);
    boolean readable = // not so if bytes are spelled out, or in a script without spaces
        word.length() <= LONGEST && activations.text().contains(word);
    String one = activations.tokens().get(token).label();
    return readable ? new WordTokens(word, labels) : new WordTokens(one, List.of(one));
  }

  private static boolean startsWord(Activations activations, int token) {
    String label = activations.tokens().get(token).label();
    return label.isEmpty() || !Character.isLetterOrDigit(label.codePointAt(0));
  }
}
