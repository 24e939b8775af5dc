package gemmalab.train;

import com.google.gson.annotations.SerializedName;

/**
 * The progress of a run. Batches follow from the seed and the number of the step, so this, the
 * weights and the moments are all that is needed to resume.
 *
 * @param elapsedSeconds training time, pauses excluded
 * @param best the lowest evaluation, beyond noise
 * @param bestStep step of that evaluation, or {@link #NEVER}
 * @param latest the last evaluation
 * @param latestStep step of that evaluation, or {@link #NEVER}
 * @param evaluationsWithoutBest evaluations since the best one
 * @param eventsBytes length of the history up to here
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

  /** Whether the current weights are the best so far. */
  boolean isBest() {
    return bestStep == step;
  }

  boolean isEvaluated() {
    return latestStep == step;
  }
}
