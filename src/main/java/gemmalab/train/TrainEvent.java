package gemmalab.train;

/**
 * What happened in a run. Each becomes a line of {@code events.jsonl}; plain numbers only, so that
 * any thread may keep them.
 */
public sealed interface TrainEvent {

  /** Updates done so far. */
  int update();

  /** Tokens learned from so far. */
  long tokens();

  /** Time of training so far, pauses left out. */
  double elapsedSeconds();

  /** The weights moved once. */
  record Step(
      int update,
      long tokens,
      double elapsedSeconds,
      double trainLoss,
      double learningRate,
      double gradNorm,
      double tokensPerSecond)
      implements TrainEvent {}

  /** The model was tested on the validation windows; {@code valLossStderr} is the mean's error. */
  record Evaluated(
      int update, long tokens, double elapsedSeconds, double valLoss, double valLossStderr)
      implements TrainEvent {}

  /** The model wrote a text, always from the same prompt and seed. */
  record Sampled(int update, long tokens, double elapsedSeconds, String text)
      implements TrainEvent {}

  /** A checkpoint is on disk: {@code best} or {@code last}. */
  record Saved(int update, long tokens, double elapsedSeconds, String checkpoint)
      implements TrainEvent {}

  /** The run is over. */
  record Ended(int update, long tokens, double elapsedSeconds, EndReason reason)
      implements TrainEvent {}

  /** Why a run ended. */
  enum EndReason {
    FINISHED,
    STOPPED,
    DIVERGED
  }
}
