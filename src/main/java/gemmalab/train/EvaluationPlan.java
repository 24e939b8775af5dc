package gemmalab.train;

import gemmalab.text.GemmaException;

/**
 * When and on how much the model is tested.
 *
 * @param interval updates between two evaluations
 * @param batches fixed batches of an evaluation at most
 */
public record EvaluationPlan(int interval, int batches) {

  public EvaluationPlan {
    if (interval < 1) {
      throw new GemmaException("error.train.notPositive", "eval_interval", interval);
    }
    if (batches < 1) {
      throw new GemmaException("error.train.notPositive", "eval_batches", batches);
    }
  }
}
