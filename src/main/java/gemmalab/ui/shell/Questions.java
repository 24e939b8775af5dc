package gemmalab.ui.shell;

import java.util.List;

/** Asks the user before something is lost. */
@FunctionalInterface
public interface Questions {

  /**
   * A question.
   *
   * @param key of its texts: {@code .title}, {@code .text}, {@code .yes} and {@code .no}
   * @param values in its text
   */
  record Question(String key, List<Object> values) {
    public Question(String key, Object... values) {
      this(key, List.of(values));
    }
  }

  /** Asks, and does it if the answer is yes. */
  void ask(Question question, Runnable yes);
}
