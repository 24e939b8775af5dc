package gemmalab.checkpoint.json;

/** Why a file of JSON could not be read, in words that stand in a sentence. */
public final class JsonFaults {

  private JsonFaults() {}

  /**
   * The first line of what the innermost cause says. Gson wraps it in class names, and adds a link.
   */
  public static String reason(Throwable fault) {
    Throwable innermost = fault;
    while (innermost.getCause() != null) {
      innermost = innermost.getCause();
    }
    String message = innermost.getMessage();
    return message == null
        ? innermost.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }
}
