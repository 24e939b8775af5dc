package gemmalab.train;

import com.google.gson.annotations.SerializedName;
import gemmalab.text.GemmaException;
import java.util.Locale;

/**
 * What happened in a run. Each becomes a line of {@code events.jsonl}; plain numbers only, so that
 * any thread may keep them.
 */
public sealed interface TrainEvent {

  /** Steps done so far; runs of the first versions call it {@code update}. */
  int step();

  /** Tokens learned from so far. */
  long tokens();

  /** Time of training so far, pauses left out. */
  double elapsedSeconds();

  /** The weights moved once. */
  record Step(
      @SerializedName(value = "step", alternate = "update") int step,
      long tokens,
      double elapsedSeconds,
      double trainLoss,
      double learningRate,
      double gradNorm,
      double tokensPerSecond)
      implements TrainEvent {

    /**
     * What to tell the user if the run ended after this with {@link EndReason#DIVERGED}.
     *
     * @param loss of this step, or of the evaluation that followed it
     */
    public GemmaException divergence(double loss) {
      return new GemmaException(
          "error.train.diverged",
          step,
          String.format(Locale.ROOT, "%.4g", loss),
          String.format(Locale.ROOT, "%.3g", learningRate),
          String.format(Locale.ROOT, "%.3g", gradNorm));
    }
  }

  /**
   * The model was tested on the validation windows; {@code valLossStderr} is the mean's error.
   * Losses of different vocabularies compare by {@code valBitsPerCharacter}.
   */
  record Evaluated(
      @SerializedName(value = "step", alternate = "update") int step,
      long tokens,
      double elapsedSeconds,
      double valLoss,
      double valLossStderr,
      double valBitsPerCharacter)
      implements TrainEvent {}

  /** The model wrote a text, always from the same prompt and seed. */
  record Sampled(
      @SerializedName(value = "step", alternate = "update") int step,
      long tokens,
      double elapsedSeconds,
      String text)
      implements TrainEvent {}

  /** A checkpoint is on disk: {@code best} or {@code last}. */
  record Saved(
      @SerializedName(value = "step", alternate = "update") int step,
      long tokens,
      double elapsedSeconds,
      String checkpoint)
      implements TrainEvent {}

  /** The run is over. */
  record Ended(
      @SerializedName(value = "step", alternate = "update") int step,
      long tokens,
      double elapsedSeconds,
      EndReason reason)
      implements TrainEvent {}

  /** Why a run ended. */
  enum EndReason {
    FINISHED,
    STOPPED,
    /** The loss or the gradients became NaN or infinite; the last step tells the numbers. */
    DIVERGED,
    /** The validation loss is as low as was asked for. */
    TARGET_REACHED,
    /** As many evaluations as were allowed brought no new best. */
    NO_PROGRESS,
    TIME_UP
  }
}
