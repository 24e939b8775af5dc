package gemmalab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Weight;
import gemmalab.tensor.AdamWSettings;
import gemmalab.tensor.OptimizerKernels;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * AdamW (Loshchilov and Hutter 2017) over a model's weights, with float32 moments that can be
 * saved. Gradients accumulate over micro-batches until {@link #step} uses and clears them. Those of
 * the vocabulary matrices are set to zero, because the kernels add to them in place; the others are
 * dropped.
 */
final class AdamW implements AutoCloseable {

  private final OptimizerKernels kernels;
  private final OptimizerConfig config;
  private final NDManager manager;
  private final List<Weight> weights = new ArrayList<>();
  private final List<Weight> tables = new ArrayList<>();
  private final List<Group> groups;
  private final Map<String, NDArray> moments = new LinkedHashMap<>();

  /** Weights with one rate of weight decay. */
  private record Group(
      double weightDecay, List<Weight> weights, List<NDArray> first, List<NDArray> second) {}

  AdamW(Gemma3Model model, TensorEngine engine, OptimizerConfig config) {
    this.kernels = engine.kernels().optimizer();
    this.config = config;
    manager = model.manager().newSubManager();
    manager.setName("moments");
    double others = config.decayMatricesOnly() ? 0 : config.weightDecay();
    groups = List.of(emptyGroup(config.weightDecay()), emptyGroup(others));
    model.namedWeights().forEach(this::add);
    weights.stream().filter(model::isVocabularyMatrix).forEach(tables::add);
    try (Scope scope = Scope.within(manager)) {
      engine.requireGradients(arrays(tables), scope.manager());
    }
    requireFreshGradient();
  }

  private static Group emptyGroup(double weightDecay) {
    return new Group(weightDecay, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  private void add(String name, Weight weight) {
    boolean matrix = weight.shape().dimension() > 1;
    Group group = groups.get(matrix ? 0 : 1);
    NDArray first = manager.zeros(weight.shape());
    NDArray second = manager.zeros(weight.shape());
    weights.add(weight);
    group.weights().add(weight);
    group.first().add(first);
    group.second().add(second);
    moments.put(name + ".first", first);
    moments.put(name + ".second", second);
  }

  /** The global norm of all gradients. */
  double gradNorm(NDManager scope) {
    return kernels.gradNorm(gradients(weights, scope), scope).getFloat();
  }

  /**
   * Updates every weight, with gradients clipped to the maximum norm, and clears the gradients.
   *
   * @param number number of this step, from 1
   * @param gradNorm global norm before clipping
   */
  void step(double learningRate, long number, double gradNorm, NDManager scope) {
    double divisor = Math.max(1, gradNorm / config.maxGradNorm());
    for (Group group : groups) {
      AdamWSettings settings =
          new AdamWSettings(
              learningRate,
              config.beta1(),
              config.beta2(),
              config.epsilon(),
              group.weightDecay(),
              number,
              divisor);
      List<NDArray> gradients = gradients(group.weights(), scope);
      kernels.adamW(
          settings, arrays(group.weights()), gradients, group.first(), group.second(), scope);
    }
    kernels.zero(gradients(tables, scope), scope);
    requireFreshGradient();
  }

  private void requireFreshGradient() {
    weights.stream()
        .filter(weight -> !tables.contains(weight))
        .forEach(Weight::requireFreshGradient);
  }

  private static List<NDArray> arrays(List<Weight> weights) {
    return weights.stream().map(Weight::array).toList();
  }

  /** First and second moments by the name of their weight, for saving. */
  Map<String, NDArray> moments() {
    return moments;
  }

  /** DJL creates a new array at each call, so it belongs to the scope of the step. */
  private static List<NDArray> gradients(List<Weight> weights, NDManager scope) {
    List<NDArray> gradients = new ArrayList<>();
    for (Weight weight : weights) {
      NDArray gradient = weight.array().getGradient();
      gradient.attach(scope);
      gradients.add(gradient);
    }
    return gradients;
  }

  @Override
  public void close() {
    weights.forEach(Weight::dropGradient);
    tables.forEach(table -> table.array().setRequiresGradient(false));
    manager.close();
  }
}
