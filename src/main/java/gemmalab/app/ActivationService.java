package gemmalab.app;

import gemmalab.inspect.activation.Calculator;
import gemmalab.inspect.activation.LogitAttribution;
import gemmalab.inspect.stage.ActivationPass;
import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Attribution;
import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.LogitTarget;
import gemmalab.inspect.stage.UnitShare;
import gemmalab.model.Intervention;
import gemmalab.model.ModelStage;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorExecutor;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads activations on the tensor thread. */
final class ActivationService implements ActivationReader {

  /** Terms of a sum that are written out. */
  private static final int SHOWN_TERMS = 8;

  private final TensorExecutor tensors;
  private final EngineProvider engine;

  ActivationService(TensorExecutor tensors, EngineProvider engine) {
    this.tensors = tensors;
    this.engine = engine;
  }

  @Override
  public CompletableFuture<Activations> read(OpenModel model, String text) {
    return read(model, text, Intervention.NONE);
  }

  @Override
  public CompletableFuture<Activations> read(
      OpenModel model, String text, Intervention intervention) {
    return tensors.call(() -> pass(model).read(text, intervention));
  }

  @Override
  public CompletableFuture<Activations> lens(OpenModel model, Activations activations) {
    return tensors.call(() -> pass(model).withLens(activations));
  }

  @Override
  public CompletableFuture<Calculation> calculation(
      OpenModel model, Activations activations, ModelStage stage, int layer, int token, int index) {
    return tensors.call(
        () ->
            new Calculator(model.model(), activations)
                .calculation(stage, layer, token, index, SHOWN_TERMS));
  }

  @Override
  public CompletableFuture<Attribution> attribution(
      OpenModel model, Activations activations, LogitTarget target) {
    return tensors.call(() -> takenApart(model, activations, target).parts());
  }

  @Override
  public CompletableFuture<double[]> headSources(
      OpenModel model, Activations activations, LogitTarget target, int layer, int head) {
    return tensors.call(() -> takenApart(model, activations, target).sources(layer, head));
  }

  @Override
  public CompletableFuture<List<UnitShare>> units(
      OpenModel model, Activations activations, LogitTarget target, int layer, int count) {
    return tensors.call(() -> takenApart(model, activations, target).units(layer, count));
  }

  private static LogitAttribution takenApart(
      OpenModel model, Activations activations, LogitTarget target) {
    return new LogitAttribution(model.model(), activations, target);
  }

  private ActivationPass pass(OpenModel model) {
    return new ActivationPass(model.model(), engine.engine().kernels(), model.tokenizer());
  }
}
