package gemmalab.train;

/**
 * When and on how much the model is tested.
 *
 * @param interval updates between two evaluations
 * @param batches fixed batches of an evaluation at most
 */
public record EvaluationPlan(int interval, int batches) {

  public EvaluationPlan {
    ConfigNumbers.requirePositive("eval_interval", interval);
    ConfigNumbers.requirePositive("eval_batches", batches);
  }
}
