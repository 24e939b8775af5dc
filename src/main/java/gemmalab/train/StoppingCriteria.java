package gemmalab.train;

import gemmalab.train.TrainEvent.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * What ends a run before its last update; 0 stands for "never" in each.
 *
 * @param patience evaluations in a row without a new best
 * @param targetLoss validation loss in nats a token that is low enough
 * @param maxMinutes time of training, pauses left out
 */
public record StoppingCriteria(int patience, double targetLoss, double maxMinutes) {

  public static final StoppingCriteria NONE = new StoppingCriteria(0, 0, 0);

  private static final double SECONDS_PER_MINUTE = 60;

  public StoppingCriteria {
    ConfigNumbers.requireNotNegative("patience", patience);
    ConfigNumbers.requireNotNegative("target_loss", targetLoss);
    ConfigNumbers.requireNotNegative("max_minutes", maxMinutes);
  }

  /** Why a run ends here, if it does. */
  @Nullable EndReason end(RunProgress progress) {
    if (progress.isEvaluated() && progress.latest().mean() <= targetLoss) {
      return EndReason.TARGET_REACHED;
    }
    if (patience > 0 && progress.evaluationsWithoutBest() >= patience) {
      return EndReason.NO_PROGRESS;
    }
    boolean timeUp = maxMinutes > 0 && progress.elapsedSeconds() >= maxMinutes * SECONDS_PER_MINUTE;
    return timeUp ? EndReason.TIME_UP : null;
  }
}
