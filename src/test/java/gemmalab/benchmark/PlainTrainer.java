package gemmalab.benchmark;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.training.GradientCollector;
import gemmalab.data.Batch;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A training step in DJL's own operators: forward, backward, AdamW tensor by tensor. */
final class PlainTrainer implements AutoCloseable {

  private static final float RATE = 1e-4f;
  private static final float BETA1 = 0.9f;
  private static final float BETA2 = 0.95f;
  private static final float EPSILON = 1e-8f;
  private static final float DECAY = 0.1f;

  private final TensorEngine engine;
  private final Gemma3Model model;
  private final NDManager manager;
  private final Map<String, NDArray> weights = new LinkedHashMap<>();
  private final Map<String, NDArray> first = new LinkedHashMap<>();
  private final Map<String, NDArray> second = new LinkedHashMap<>();
  private int updates;

  PlainTrainer(TensorEngine engine, Gemma3Model model) {
    this.engine = engine;
    this.model = model;
    this.manager = model.manager().newSubManager();
    model
        .namedWeights()
        .forEach(
            (name, weight) -> {
              NDArray array = weight.array();
              array.setRequiresGradient(true);
              weights.put(name, array);
              first.put(name, manager.zeros(array.getShape()));
              second.put(name, manager.zeros(array.getShape()));
            });
  }

  /** Forward, backward and the update; the loss is returned. */
  double step(Batch batch) {
    double loss;
    try (Scope scope = Scope.within(model.manager())) {
      scope.borrow(weights.values()); // what is derived from weights is freed with the step
      try (GradientCollector gradients = engine.recordGradients()) {
        NDArray mean =
            new PlainGemma(model.config(), weights)
                .loss(scope.ids(batch.inputs()), scope.ids(batch.targets()));
        gradients.backward(mean);
        loss = mean.getFloat();
      }
      updates++;
      weights.forEach((name, weight) -> update(name, weight, scope));
    }
    return loss;
  }

  private void update(String name, NDArray weight, Scope step) {
    try (Scope scope = Scope.within(step.manager())) {
      NDArray gradient = weight.getGradient();
      gradient.attach(scope.manager());
      NDArray m = Objects.requireNonNull(first.get(name));
      NDArray v = Objects.requireNonNull(second.get(name));
      scope.borrow(List.of(m, v));
      m.muli(BETA1).addi(gradient.mul(1 - BETA1));
      v.muli(BETA2).addi(gradient.mul(gradient).muli(1 - BETA2));
      NDArray mean = m.mul((float) (1 / (1 - Math.pow(BETA1, updates))));
      NDArray size = v.mul((float) (1 / (1 - Math.pow(BETA2, updates)))).sqrt().addi(EPSILON);
      weight.muli(1 - RATE * DECAY);
      weight.subi(mean.divi(size).muli(RATE));
      gradient.muli(0);
    }
  }

  @Override
  public void close() {
    weights.values().forEach(weight -> weight.setRequiresGradient(false));
    manager.close();
  }
}
