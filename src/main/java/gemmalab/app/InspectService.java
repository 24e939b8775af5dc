package gemmalab.app;

import gemmalab.app.InspectionCache.InspectionKey;
import gemmalab.app.OpenModel.Origin;
import gemmalab.checkpoint.ModelFile;
import gemmalab.inspect.AblationResult;
import gemmalab.inspect.AttentionStages;
import gemmalab.inspect.Difference;
import gemmalab.inspect.HeadAblation;
import gemmalab.inspect.Inspection;
import gemmalab.inspect.LogitLens;
import gemmalab.inspect.LogitLensReading;
import gemmalab.inspect.Parity;
import gemmalab.inspect.RecipeParity;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.TensorExecutor;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.train.IntermediateCheckpoint;
import gemmalab.train.RunFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Looks inside models. What was seen of a text is kept, as long as the weights are the same. */
public final class InspectService implements Inspector {

  private final TensorExecutor tensors;
  private final EngineProvider engine;
  private final ModelService models;
  private final InspectionCache seen = new InspectionCache();

  InspectService(TensorExecutor tensors, EngineProvider engine, ModelService models) {
    this.tensors = tensors;
    this.engine = engine;
    this.models = models;
  }

  @Override
  public CompletableFuture<Inspection> inspect(
      OpenModel model, String text, Intervention intervention) {
    return seen(model, text, intervention, Inspection.class, Inspection::of);
  }

  @Override
  public CompletableFuture<LogitLens> lens(
      OpenModel model, String text, Intervention intervention) {
    if (model.origin() == Origin.TRAINING) { // between two slices it would be another model
      return seen(model, text, intervention, LogitLens.class, LogitLens::of);
    }
    InspectionKey<LogitLens> question = new InspectionKey<>(LogitLens.class, text, intervention);
    model.retain();
    return tensors
        .call(() -> seen.known(model, question))
        .thenCompose(
            known ->
                known.isPresent()
                    ? CompletableFuture.completedFuture(known.get())
                    : readLens(model, question))
        .whenComplete((lens, fault) -> tensors.tidy(model::release));
  }

  /** A depth at a time, so that others have their turns. */
  private CompletableFuture<LogitLens> readLens(
      OpenModel model, InspectionKey<LogitLens> question) {
    return tensors
        .call(
            () ->
                new LogitLensReading(
                    model.model(),
                    kernels(),
                    model.tokenizer(),
                    question.text(),
                    question.intervention()))
        .thenCompose(
            reading ->
                tensors
                    .run(reading)
                    .thenCompose(
                        done -> tensors.call(() -> seen.get(model, question, reading::lens)))
                    .whenComplete((lens, fault) -> tensors.tidy(reading::close)));
  }

  /** A way to look at a text, on the tensor thread. */
  private interface Look<T> {
    T take(
        Gemma3Model model,
        Kernels kernels,
        Tokenizer tokenizer,
        String text,
        Intervention intervention);
  }

  private <T> CompletableFuture<T> seen(
      OpenModel model, String text, Intervention intervention, Class<T> type, Look<T> look) {
    return tensors.call(
        () ->
            seen.get(
                model,
                new InspectionKey<>(type, text, intervention),
                () -> look.take(model.model(), kernels(), model.tokenizer(), text, intervention)));
  }

  @Override
  public CompletableFuture<List<IntermediateCheckpoint>> history(OpenModel model) {
    Path run = model.run();
    return run == null
        ? CompletableFuture.completedFuture(List.of())
        : CompletableFuture.supplyAsync(() -> RunFolder.read(run).intermediateCheckpoints().list());
  }

  @Override
  public CompletableFuture<Inspection> inspectAt(
      IntermediateCheckpoint checkpoint, String text, Intervention intervention) {
    return models.with(
        checkpoint.folder(), ComputeDevice.AUTO, model -> inspect(model, text, intervention));
  }

  @Override
  public CompletableFuture<LogitLens> lensAt(
      IntermediateCheckpoint checkpoint, String text, Intervention intervention) {
    return models.with(
        checkpoint.folder(), ComputeDevice.AUTO, model -> lens(model, text, intervention));
  }

  @Override
  public CompletableFuture<AttentionStages> stagesAt(
      IntermediateCheckpoint checkpoint,
      String text,
      Intervention intervention,
      AttentionHead head) {
    return models.with(
        checkpoint.folder(), ComputeDevice.AUTO, model -> stages(model, text, intervention, head));
  }

  @Override
  public CompletableFuture<AttentionStages> stages(
      OpenModel model, String text, Intervention intervention, AttentionHead head) {
    return tensors.call(
        () ->
            AttentionStages.of(
                model.model(), kernels(), model.tokenizer(), text, intervention, head));
  }

  @Override
  public AblationHandle ablateHeads(
      OpenModel model, String text, int window, DoubleConsumer progress) {
    AblationHandle measuring = new AblationHandle();
    measure(model, text, window, progress, measuring);
    return measuring;
  }

  @Override
  public AblationHandle ablateHeadsAt(
      IntermediateCheckpoint checkpoint, String text, int window, DoubleConsumer progress) {
    AblationHandle measuring = new AblationHandle();
    Futures.watch(
        models.open(checkpoint.folder(), ComputeDevice.AUTO),
        (model, fault) -> {
          if (model == null) {
            measuring.end(null, fault);
          } else {
            measure(model, text, window, progress, measuring);
            models.close(model); // the measurement holds it
          }
        });
    return measuring;
  }

  private void measure(
      OpenModel model, String text, int window, DoubleConsumer progress, AblationHandle measuring) {
    model.retain();
    Futures.watch(
        tensors.call(
            () ->
                new HeadAblation(
                    model.model(), kernels(), model.tokenizer(), text, window, progress)),
        (job, fault) -> {
          if (job == null) {
            finish(model, measuring, null, fault);
          } else {
            measuring.begin(job);
            Futures.watch(
                tensors.run(job),
                (done, failure) -> finish(model, measuring, job.result(), failure));
          }
        });
  }

  private void finish(
      OpenModel model,
      AblationHandle measuring,
      @Nullable AblationResult result,
      @Nullable Throwable fault) {
    tensors.tidy(model::release);
    measuring.end(result, fault);
  }

  /** Compares a model with the tensors that another implementation wrote. */
  public CompletableFuture<List<Difference>> parity(
      Path model, ComputeDevice device, Path golden, double tolerance) {
    return tensors.call(
        () -> {
          ModelFile file = ModelFile.locate(model);
          return Parity.compare(engine.engine(), file, device, golden, tolerance);
        });
  }

  /** Replays a training run that another implementation recorded. */
  public CompletableFuture<List<Difference>> recipeParity(
      Path recipe, ComputeDevice device, Path golden, double tolerance) {
    return tensors.call(
        () -> RecipeParity.replay(engine.engine(), recipe, device, golden, tolerance));
  }

  private Kernels kernels() {
    return engine.engine().kernels();
  }

  /** A measurement of all heads that runs. */
  public static final class AblationHandle implements Inspector.Measurement {
    private final CompletableFuture<@Nullable AblationResult> result = new CompletableFuture<>();
    private @Nullable HeadAblation job;
    private boolean cancelled;

    /** Completes with the costs, or with null if it was cancelled. */
    @Override
    public CompletableFuture<@Nullable AblationResult> result() {
      return result;
    }

    /** Ends it after the head in hand. */
    @Override
    public synchronized void cancel() {
      cancelled = true;
      if (job != null) {
        job.cancel();
      }
    }

    private void end(@Nullable AblationResult measured, @Nullable Throwable fault) {
      if (fault != null) {
        result.completeExceptionally(fault);
      } else {
        result.complete(measured);
      }
    }

    private synchronized void begin(HeadAblation started) {
      job = started;
      if (cancelled) {
        started.cancel();
      }
    }
  }
}
