package gemmalab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import gemmalab.data.Batch;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;

/**
 * The arithmetic of training, on the tensor thread. A step is {@link #forwardBackward} for each of
 * its micro-batches, then {@link #gradNorm}, then {@link #step}.
 */
public final class Trainer implements AutoCloseable {

  private final Gemma3Model model;
  private final TensorEngine engine;
  private final ForwardPass pass;
  private final AdamW optimizer;
  private StepTimes times = StepTimes.NONE;

  /**
   * Prepares a model for training, in place.
   *
   * @param pass precision and kind of attention of the forward passes
   */
  public Trainer(
      Gemma3Model model, TensorEngine engine, OptimizerConfig optimizer, ForwardPass pass) {
    this.model = model;
    this.engine = engine;
    this.pass = pass;
    this.optimizer = new AdamW(model, engine, optimizer);
  }

  /**
   * Forward and backward pass over one micro-batch; its gradients are added to the existing ones.
   *
   * @param share weight of this micro-batch in the step: its gradients are scaled by it
   * @return the mean loss in nats/token
   */
  public double forwardBackward(Batch batch, double share) {
    long start = System.nanoTime();
    try (Scope scope = Scope.within(model.manager());
        GradientCollector gradients = engine.recordGradients()) {
      NDArray inputs = scope.ids(batch.inputs());
      NDArray loss = model.lossAndHeadGradient(inputs, scope.ids(batch.targets()), share, pass);
      double nats = loss.getFloat();
      long forwardDone = System.nanoTime();
      gradients.backward(loss);
      times = times.withMicroBatch(start, forwardDone, System.nanoTime());
      return nats;
    }
  }

  /** The global norm of all gradients, before clipping. */
  public double gradNorm() {
    long start = System.nanoTime();
    try (Scope scope = Scope.within(model.manager())) {
      double norm = optimizer.gradNorm(scope.manager());
      times = times.withStep(start, System.nanoTime());
      return norm;
    }
  }

  /**
   * Updates the weights with the gradients, clipped to the maximum norm, and clears the gradients.
   *
   * @param number number of this step, from 1
   * @param gradNorm global norm before clipping
   */
  public void step(double learningRate, long number, double gradNorm) {
    long start = System.nanoTime();
    try (Scope scope = Scope.within(model.manager())) {
      optimizer.step(learningRate, number, gradNorm, scope.manager());
    }
    times = times.withStep(start, System.nanoTime());
  }

  /** The mean loss in nats/token, without training. */
  public double evaluate(Batch batch) {
    try (Scope scope = Scope.within(model.manager())) {
      return model.loss(scope.ids(batch.inputs()), scope.ids(batch.targets()), pass).getFloat();
    }
  }

  /** The times since the last call. */
  StepTimes takeTimes() {
    StepTimes taken = times;
    times = StepTimes.NONE;
    return taken;
  }

  AdamW optimizer() {
    return optimizer;
  }

  @Override
  public void close() {
    optimizer.close();
  }
}
