package gemmalab.train;

/**
 * Where a run stands. Batches follow from the seed and the number of the update, so this and the
 * weights and moments are all that it takes to go on.
 *
 * @param elapsedSeconds time in its own slices, pauses left out
 * @param bestUpdate when the validation loss was {@code bestLoss}
 * @param evaluatedUpdate when the model was last tested, or {@link #NEVER}
 * @param eventsBytes length of the history that led here
 */
record RunProgress(
    int update,
    long tokens,
    double elapsedSeconds,
    double bestLoss,
    int bestUpdate,
    int evaluatedUpdate,
    long eventsBytes) {

  static final int NEVER = -1;
  static final RunProgress START = new RunProgress(0, 0, 0, Double.MAX_VALUE, NEVER, NEVER, 0);

  RunProgress after(double seconds) {
    return new RunProgress(
        update,
        tokens,
        elapsedSeconds + seconds,
        bestLoss,
        bestUpdate,
        evaluatedUpdate,
        eventsBytes);
  }

  RunProgress updated(long newTokens) {
    return new RunProgress(
        update + 1,
        tokens + newTokens,
        elapsedSeconds,
        bestLoss,
        bestUpdate,
        evaluatedUpdate,
        eventsBytes);
  }

  RunProgress evaluated() {
    return new RunProgress(
        update, tokens, elapsedSeconds, bestLoss, bestUpdate, update, eventsBytes);
  }

  RunProgress withBest(double loss) {
    return new RunProgress(
        update, tokens, elapsedSeconds, loss, update, evaluatedUpdate, eventsBytes);
  }

  RunProgress withEventsBytes(long bytes) {
    return new RunProgress(
        update, tokens, elapsedSeconds, bestLoss, bestUpdate, evaluatedUpdate, bytes);
  }

  /** Whether the weights of this moment are the best so far. */
  boolean isBest() {
    return bestUpdate == update;
  }

  boolean isEvaluated() {
    return evaluatedUpdate == update;
  }
}
