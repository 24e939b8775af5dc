package gemmalab.app;

import gemmalab.inspect.stage.ActivationPass;
import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Attribution;
import gemmalab.inspect.stage.Calculation;
import gemmalab.model.ModelStage;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorExecutor;
import java.util.concurrent.CompletableFuture;

/** Reads activations on the tensor thread. */
final class ActivationService implements ActivationReader {

  private final TensorExecutor tensors;
  private final EngineProvider engine;

  ActivationService(TensorExecutor tensors, EngineProvider engine) {
    this.tensors = tensors;
    this.engine = engine;
  }

  @Override
  public CompletableFuture<Activations> read(OpenModel model, String text) {
    return tensors.call(() -> pass(model).read(text));
  }

  @Override
  public CompletableFuture<Activations> lens(OpenModel model, Activations activations) {
    return tensors.call(() -> pass(model).withLens(activations));
  }

  @Override
  public CompletableFuture<Calculation> calculation(
      OpenModel model, Activations activations, ModelStage stage, int layer, int token, int index) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException("calculation"));
  }

  @Override
  public CompletableFuture<Attribution> attribution(
      OpenModel model, Activations activations, int token, int wordId) {
    return CompletableFuture.failedFuture(new UnsupportedOperationException("attribution"));
  }

  private ActivationPass pass(OpenModel model) {
    return new ActivationPass(model.model(), engine.engine().kernels(), model.tokenizer());
  }
}
