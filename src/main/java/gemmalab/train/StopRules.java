package gemmalab.train;

import gemmalab.text.GemmaException;

/**
 * What ends a run before its last update; 0 stands for "never" in each.
 *
 * @param patience evaluations in a row without a new best
 * @param targetLoss validation loss in nats a token that is low enough
 * @param maxMinutes time of training, pauses left out
 */
public record StopRules(int patience, double targetLoss, double maxMinutes) {

  public static final StopRules NONE = new StopRules(0, 0, 0);

  private static final double SECONDS_PER_MINUTE = 60;

  public StopRules {
    require("patience", patience);
    require("target_loss", targetLoss);
    require("max_minutes", maxMinutes);
  }

  boolean isTimeUp(double elapsedSeconds) {
    return maxMinutes > 0 && elapsedSeconds >= maxMinutes * SECONDS_PER_MINUTE;
  }

  boolean isLowEnough(double loss) {
    return loss <= targetLoss;
  }

  boolean isHopeless(int evaluationsWithoutBest) {
    return patience > 0 && evaluationsWithoutBest >= patience;
  }

  private static void require(String name, double value) {
    if (!(value >= 0)) {
      throw new GemmaException("error.train.negative", name, value);
    }
  }
}
