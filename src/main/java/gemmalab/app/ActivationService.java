package gemmalab.app;

import gemmalab.inspect.activation.Calculator;
import gemmalab.inspect.activation.EmbeddingNeighbours;
import gemmalab.inspect.activation.EmbeddingNeighbours.Neighbour;
import gemmalab.inspect.activation.LogitAttribution;
import gemmalab.inspect.stage.ActivationPass;
import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Attribution;
import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.InterventionEffect;
import gemmalab.inspect.stage.LensReading;
import gemmalab.inspect.stage.LogitTarget;
import gemmalab.inspect.stage.UnitShare;
import gemmalab.model.Intervention;
import gemmalab.model.ModelStage;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.TensorExecutor;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;

/** Reads activations on the tensor thread, and keeps those of the last texts. */
final class ActivationService implements ActivationReader {

  /** Terms of a sum that are written out. */
  private static final int SHOWN_TERMS = 8;

  /** So much of the lens is computed with the reading itself: about 0.1 s. */
  private static final double QUICK_OPERATIONS = 5e9;

  private final TensorExecutor tensors;
  private final EngineProvider engine;
  private final ActivationCache known = new ActivationCache();
  private final Map<OpenModel, LensReading> lenses = new WeakHashMap<>();

  ActivationService(TensorExecutor tensors, EngineProvider engine) {
    this.tensors = tensors;
    this.engine = engine;
  }

  @Override
  public CompletableFuture<Activations> read(
      OpenModel model, String text, Intervention intervention) {
    return tensors.call(
        () -> {
          Activations read = known.find(model, text, intervention);
          if (read == null) {
            read = withQuickLens(model, pass(model).read(text, intervention));
            known.keep(model, read);
          }
          return read;
        });
  }

  private Activations withQuickLens(OpenModel model, Activations read) {
    LensReading lens = lensOf(model, read);
    if (lens.columns() * pass(model).lensOperations() > QUICK_OPERATIONS) {
      return read;
    }
    boolean more = true;
    while (more) {
      more = lens.runSlice();
    }
    Activations complete = lens.result();
    return complete == null ? read : complete;
  }

  private LensReading lensOf(OpenModel model, Activations read) {
    return new LensReading(pass(model), read, known.lastWithLens(model, read.intervention()));
  }

  @Override
  public CompletableFuture<Activations> lens(OpenModel model, Activations activations) {
    if (activations.hasLens()) {
      return CompletableFuture.completedFuture(activations);
    }
    model.retain();
    return tensors
        .call(() -> begin(model, activations))
        .thenCompose(
            lens -> tensors.run(lens).thenCompose(done -> tensors.call(() -> end(model, lens))))
        .whenComplete((words, fault) -> tensors.tidy(model::release));
  }

  /** A new reading of the same model ends the last one. */
  private LensReading begin(OpenModel model, Activations activations) {
    LensReading lens = lensOf(model, activations);
    LensReading last = lenses.put(model, lens);
    if (last != null) {
      last.cancel();
    }
    return lens;
  }

  private Activations end(OpenModel model, LensReading lens) {
    lenses.remove(model, lens);
    Activations complete = lens.result();
    if (complete == null) {
      throw new CancellationException("another text was read");
    }
    known.keep(model, complete);
    return complete;
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

  @Override
  public CompletableFuture<InterventionEffect> effect(
      OpenModel model, String text, Intervention intervention) {
    return tensors.call(
        () ->
            InterventionEffect.of(model.model(), kernels(), model.tokenizer(), text, intervention));
  }

  @Override
  public CompletableFuture<List<Neighbour>> neighbours(OpenModel model, int tokenId, int count) {
    return tensors.call(
        () -> EmbeddingNeighbours.of(model.model(), kernels(), model.tokenizer(), tokenId, count));
  }

  private ActivationPass pass(OpenModel model) {
    return new ActivationPass(model.model(), kernels(), model.tokenizer());
  }

  private Kernels kernels() {
    return engine.engine().kernels();
  }
}
