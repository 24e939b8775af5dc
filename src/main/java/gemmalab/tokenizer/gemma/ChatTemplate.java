package gemmalab.tokenizer.gemma;

import java.util.List;

/**
 * How Gemma's instruction-tuned models were taught to chat. What the system says comes first in the
 * first turn; {@link GemmaTokenizer#encodePrompt} puts {@code <bos>} before it all:
 *
 * <pre>
 *   &lt;start_of_turn&gt;user
 *   Be brief.
 *
 *   Who are you?&lt;end_of_turn&gt;
 *   &lt;start_of_turn&gt;model
 * </pre>
 */
public final class ChatTemplate {

  private static final char NEXT_LINE = 0x85; // white space to Python, whose templates these are

  private ChatTemplate() {}

  /** Who speaks. */
  public enum Role {
    USER("user"),
    MODEL("model");

    private final String label;

    Role(String label) {
      this.label = label;
    }
  }

  /** What one of the two said. */
  public record Turn(Role role, String text) {}

  /**
   * The text that a model goes on with.
   *
   * @param system how it is to answer; empty if nothing is said of that
   * @param turns user and model by turns, first and last the user
   * @throws IllegalArgumentException if they are not
   */
  public static String prompt(String system, List<Turn> turns) {
    StringBuilder prompt = new StringBuilder();
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      require(turn.role() == (i % 2 == 0 ? Role.USER : Role.MODEL), "user and model by turns");
      begin(prompt, turn.role());
      if (i == 0 && !system.isEmpty()) {
        prompt.append(system).append("\n\n");
      }
      prompt.append(trimmed(turn.text())).append(GemmaTokenizer.END_OF_TURN).append('\n');
    }
    require(turns.size() % 2 == 1, "the last turn is the user's");
    begin(prompt, Role.MODEL);
    return prompt.toString();
  }

  private static void begin(StringBuilder prompt, Role role) {
    prompt.append(GemmaTokenizer.START_OF_TURN).append(role.label).append('\n');
  }

  /** Without white space around it. */
  private static String trimmed(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char character) {
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || character == NEXT_LINE;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
