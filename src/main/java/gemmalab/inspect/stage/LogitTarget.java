package gemmalab.inspect.stage;

/**
 * A logit, or the difference of two, that is taken apart.
 *
 * @param token the place: the column in which the word is predicted
 * @param wordId the word
 * @param otherId the word whose logit is subtracted; {@link #NO_OTHER} for none
 */
public record LogitTarget(int token, int wordId, int otherId) {

  /** The {@code otherId} of a single logit. */
  public static final int NO_OTHER = -1;

  /** The logit of one word. */
  public static LogitTarget of(int token, int wordId) {
    return new LogitTarget(token, wordId, NO_OTHER);
  }

  /** How much larger the logit of one word is than that of another. */
  public static LogitTarget difference(int token, int wordId, int otherId) {
    return new LogitTarget(token, wordId, otherId);
  }

  public boolean isDifference() {
    return otherId != NO_OTHER;
  }
}
