package gemmalab.ui.architecture.shapes;

import gemmalab.inspect.cost.ModelCost;
import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import gemmalab.train.BatchPlan;
import gemmalab.train.plan.MemoryEstimate;

/**
 * A configuration and the texts that go through it.
 *
 * @param batch texts at once
 * @param length of each, in tokens
 */
public record Sizing(GemmaConfig config, int batch, int length) {

  public Sizing {
    if (length > config.maxPositionEmbeddings()) {
      throw new GemmaException("error.sizes.length", length, config.maxPositionEmbeddings());
    }
  }

  public ModelCost cost() {
    return new ModelCost(config, length, batch);
  }

  /** What training takes, activations included. */
  public MemoryEstimate training() {
    return MemoryEstimate.of(config, new BatchPlan(batch, length, 1), cost().parameters());
  }
}
