package gemmalab.train;

/**
 * When to evaluate, and on how much.
 *
 * @param interval steps between evaluations
 * @param batches maximum number of batches, the same at each evaluation
 */
public record EvaluationPlan(int interval, int batches) {

  public EvaluationPlan {
    ConfigNumbers.requirePositive("eval_interval", interval);
    ConfigNumbers.requirePositive("eval_batches", batches);
  }
}
