package gemmalab.train;

import com.google.gson.annotations.SerializedName;
import gemmalab.text.GemmaException;
import java.util.Locale;

/**
 * An event of a run, one line of {@code events.jsonl}. It has plain numbers only, so any thread may
 * keep it.
 */
public sealed interface TrainEvent {

  /** Steps completed so far; runs of the first versions call it {@code update}. */
  int step();

  /** Tokens trained on so far. */
  long tokens();

  /** Training time so far, pauses excluded. */
  double elapsedSeconds();

  /** One optimizer step. */
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
     * The error if the run ended after this step with {@link EndReason#DIVERGED}.
     *
     * @param loss loss of this step, or of the evaluation that followed it
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
   * An evaluation on the validation data; {@code valLossStderr} is the standard error of the mean.
   * Losses of different vocabularies are compared by {@code valBitsPerCharacter}.
   */
  record Evaluated(
      @SerializedName(value = "step", alternate = "update") int step,
      long tokens,
      double elapsedSeconds,
      double valLoss,
      double valLossStderr,
      double valBitsPerCharacter)
      implements TrainEvent {}

  /** A generated sample, always with the same prompt and seed. */
  record Sampled(
      @SerializedName(value = "step", alternate = "update") int step,
      long tokens,
      double elapsedSeconds,
      String text)
      implements TrainEvent {}

  /** A saved checkpoint: {@code best} or {@code last}. */
  record Saved(
      @SerializedName(value = "step", alternate = "update") int step,
      long tokens,
      double elapsedSeconds,
      String checkpoint)
      implements TrainEvent {}

  /** The end of the run. */
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
    /** Loss or gradients became NaN or infinite; the last step has the values. */
    DIVERGED,
    /** The validation loss reached its target. */
    TARGET_REACHED,
    /** Too many evaluations without improvement. */
    NO_PROGRESS,
    TIME_UP
  }
}
