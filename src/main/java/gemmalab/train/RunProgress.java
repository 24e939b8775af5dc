package gemmalab.train;

/**
 * Where a run stands. Batches follow from the seed and the number of the update, so this and the
 * weights and moments are all that it takes to go on.
 *
 * @param elapsedSeconds time in its own slices, pauses left out
 * @param best the lowest evaluation, beyond noise
 * @param bestUpdate when that was, or {@link #NEVER}
 * @param latest the last evaluation
 * @param latestUpdate when that was, or {@link #NEVER}
 * @param evaluationsWithoutBest since the best one
 * @param eventsBytes length of the history that led here
 */
record RunProgress(
    int update,
    long tokens,
    double elapsedSeconds,
    Evaluation best,
    int bestUpdate,
    Evaluation latest,
    int latestUpdate,
    int evaluationsWithoutBest,
    long eventsBytes) {

  static final int NEVER = -1;
  static final RunProgress START =
      new RunProgress(0, 0, 0, Evaluation.NONE, NEVER, Evaluation.NONE, NEVER, 0, 0);

  RunProgress after(double seconds) {
    return with(update, tokens, elapsedSeconds + seconds, eventsBytes);
  }

  RunProgress updated(long newTokens) {
    return with(update + 1, tokens + newTokens, elapsedSeconds, eventsBytes);
  }

  RunProgress withEventsBytes(long bytes) {
    return with(update, tokens, elapsedSeconds, bytes);
  }

  private RunProgress with(int update, long tokens, double elapsedSeconds, long eventsBytes) {
    return new RunProgress(
        update,
        tokens,
        elapsedSeconds,
        best,
        bestUpdate,
        latest,
        latestUpdate,
        evaluationsWithoutBest,
        eventsBytes);
  }

  RunProgress evaluated(Evaluation evaluation) {
    boolean better = evaluation.isBetterThan(best);
    return new RunProgress(
        update,
        tokens,
        elapsedSeconds,
        better ? evaluation : best,
        better ? update : bestUpdate,
        evaluation,
        update,
        better ? 0 : evaluationsWithoutBest + 1,
        eventsBytes);
  }

  /** Whether the weights of this moment are the best so far. */
  boolean isBest() {
    return bestUpdate == update;
  }

  boolean isEvaluated() {
    return latestUpdate == update;
  }
}
