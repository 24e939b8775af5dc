package gemmalab.train;

import gemmalab.train.TrainEvent.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * Criteria that end a run before its last step; 0 turns one off.
 *
 * @param patience evaluations in a row without improvement
 * @param targetLoss validation loss to reach, in nats/token
 * @param maxMinutes training time, pauses excluded
 */
public record StoppingCriteria(int patience, double targetLoss, double maxMinutes) {

  public static final StoppingCriteria NONE = new StoppingCriteria(0, 0, 0);

  private static final double SECONDS_PER_MINUTE = 60;

  public StoppingCriteria {
    ConfigNumbers.requireNotNegative("patience", patience);
    ConfigNumbers.requireNotNegative("target_loss", targetLoss);
    ConfigNumbers.requireNotNegative("max_minutes", maxMinutes);
  }

  /** Why a run ends here; null if it does not. */
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
