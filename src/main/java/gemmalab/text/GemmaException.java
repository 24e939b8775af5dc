package gemmalab.text;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A fault that a user can mend. It carries the key of a sentence in {@code messages.properties},
 * which names the value that was wrong and the remedy, so that every language can say it.
 */
public final class GemmaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final int MOST_SHOWN = 500;
  private static final Pattern CONTROL = Pattern.compile("\\p{Cc}");

  private final String key;
  private final transient Object[] arguments;

  public GemmaException(String key, Object... arguments) {
    this(null, key, arguments);
  }

  public GemmaException(@Nullable Throwable cause, String key, Object... arguments) {
    super(Messages.english().format(key, shown(arguments)), cause);
    this.key = key;
    this.arguments = shown(arguments);
  }

  /** Texts that may come from a file: in a sentence they take no second line, and no end. */
  private static Object[] shown(Object... arguments) {
    return Arrays.stream(arguments)
        .map(argument -> argument instanceof String text ? shown(text) : argument)
        .toArray();
  }

  private static String shown(String text) {
    String part =
        text.length() <= MOST_SHOWN
            ? text
            : text.substring(0, MOST_SHOWN / 2)
                + "…"
                + text.substring(text.length() - MOST_SHOWN / 2); // a path's end says most
    return CONTROL.matcher(part).replaceAll("?");
  }

  /** Says the fault in the given language. */
  public String in(Messages messages) {
    return messages.format(key, arguments);
  }

  public String key() {
    return key;
  }
}
