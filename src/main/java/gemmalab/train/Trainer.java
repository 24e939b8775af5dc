package gemmalab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.training.GradientCollector;
import gemmalab.data.Batch;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;

/** The arithmetic of training: micro-batches add up gradients, an update moves the weights. */
public final class Trainer implements AutoCloseable {

  private final Gemma3Model model;
  private final TensorEngine engine;
  private final ForwardPass pass;
  private final AdamW optimizer;
  private StepTimes times = StepTimes.NONE;

  /**
   * Prepares a model for training, in place.
   *
   * @param pass how the model is run: its precision and its kind of attention
   */
  public Trainer(
      Gemma3Model model, TensorEngine engine, OptimizerConfig optimizer, ForwardPass pass) {
    this.model = model;
    this.engine = engine;
    this.pass = pass;
    this.optimizer = new AdamW(model, engine, optimizer);
  }

  /**
   * Forward and backward over one micro-batch.
   *
   * @param share of this micro-batch in the update: its gradients are scaled by it
   * @return the mean loss in nats a token
   */
  public double accumulate(Batch batch, double share) {
    long start = System.nanoTime();
    try (Scope scope = Scope.within(model.manager());
        GradientCollector gradients = engine.recordGradients()) {
      NDArray inputs = scope.ids(batch.inputs());
      NDArray loss = model.lossLearning(inputs, scope.ids(batch.targets()), share, pass);
      double nats = loss.getFloat();
      long forwardDone = System.nanoTime();
      gradients.backward(loss);
      times = times.withMicroBatch(start, forwardDone, System.nanoTime());
      return nats;
    }
  }

  /**
   * Moves the weights by the clipped gradients and clears these. Gradients that are NaN or infinite
   * leave the weights as they are.
   *
   * @param number of this update, from 1
   * @return the gradients' norm before clipping
   */
  public double update(double learningRate, long number) {
    long start = System.nanoTime();
    double norm = gradNorm();
    if (Double.isFinite(norm)) {
      try (Scope scope = Scope.within(model.manager())) {
        optimizer.update(learningRate, number, norm, scope.manager());
      }
    }
    times = times.withUpdate(start, System.nanoTime());
    return norm;
  }

  /** The norm of all gradients together. */
  double gradNorm() {
    try (Scope scope = Scope.within(model.manager())) {
      return optimizer.gradNorm(scope.manager());
    }
  }

  /** The times since this was last asked for. */
  StepTimes takeTimes() {
    StepTimes taken = times;
    times = StepTimes.NONE;
    return taken;
  }

  /** The mean loss in nats a token, without learning from it. */
  public double evaluate(Batch batch) {
    try (Scope scope = Scope.within(model.manager())) {
      return model.loss(scope.ids(batch.inputs()), scope.ids(batch.targets()), pass).getFloat();
    }
  }

  AdamW optimizer() {
    return optimizer;
  }

  @Override
  public void close() {
    optimizer.close();
  }
}
