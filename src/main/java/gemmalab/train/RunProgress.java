package gemmalab.train;

import com.google.gson.annotations.SerializedName;

/**
 * Where a run stands. Batches follow from the seed and the number of the update, so this and the
 * weights and moments are all that it takes to go on.
 *
 * @param elapsedSeconds time in its own slices, pauses left out
 * @param best the lowest evaluation, beyond noise
 * @param bestStep when that was, or {@link #NEVER}
 * @param latest the last evaluation
 * @param latestStep when that was, or {@link #NEVER}
 * @param evaluationsWithoutBest since the best one
 * @param eventsBytes length of the history that led here
 */
record RunProgress(
    @SerializedName(value = "step", alternate = "update") int step,
    long tokens,
    double elapsedSeconds,
    Evaluation best,
    @SerializedName(value = "best_step", alternate = "best_update") int bestStep,
    Evaluation latest,
    @SerializedName(value = "latest_step", alternate = "latest_update") int latestStep,
    int evaluationsWithoutBest,
    long eventsBytes) {

  static final int NEVER = -1;
  static final RunProgress START =
      new RunProgress(0, 0, 0, Evaluation.NONE, NEVER, Evaluation.NONE, NEVER, 0, 0);

  RunProgress after(double seconds) {
    return with(step, tokens, elapsedSeconds + seconds, eventsBytes);
  }

  RunProgress afterStep(long newTokens) {
    return with(step + 1, tokens + newTokens, elapsedSeconds, eventsBytes);
  }

  RunProgress withEventsBytes(long bytes) {
    return with(step, tokens, elapsedSeconds, bytes);
  }

  private RunProgress with(int step, long tokens, double elapsedSeconds, long eventsBytes) {
    return new RunProgress(
        step,
        tokens,
        elapsedSeconds,
        best,
        bestStep,
        latest,
        latestStep,
        evaluationsWithoutBest,
        eventsBytes);
  }

  RunProgress evaluated(Evaluation evaluation) {
    boolean better = evaluation.isBetterThan(best);
    return new RunProgress(
        step,
        tokens,
        elapsedSeconds,
        better ? evaluation : best,
        better ? step : bestStep,
        evaluation,
        step,
        better ? 0 : evaluationsWithoutBest + 1,
        eventsBytes);
  }

  /** Whether the weights of this moment are the best so far. */
  boolean isBest() {
    return bestStep == step;
  }

  boolean isEvaluated() {
    return latestStep == step;
  }
}
