package gemmalab.text;

import org.jspecify.annotations.Nullable;

/**
 * A fault that a user can mend. It carries the key of a sentence in {@code messages.properties},
 * which names the value that was wrong and the remedy, so that every language can say it.
 */
public final class GemmaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String key;
  private final transient Object[] arguments;

  public GemmaException(String key, Object... arguments) {
    this(null, key, arguments);
  }

  public GemmaException(@Nullable Throwable cause, String key, Object... arguments) {
    super(Messages.english().format(key, arguments), cause);
    this.key = key;
    this.arguments = arguments.clone();
  }

  /** Says the fault in the given language. */
  public String in(Messages messages) {
    return messages.format(key, arguments);
  }

  public String key() {
    return key;
  }
}
