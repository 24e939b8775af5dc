package gemmalab.app;

import gemmalab.inspect.AblationResult;
import gemmalab.inspect.AttentionStages;
import gemmalab.inspect.Inspection;
import gemmalab.inspect.LogitLens;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.train.IntermediateCheckpoint;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Looks inside models: of the open one, or of one of its run's history. */
public interface Inspector {

  /** What a model does with a text, with the weights of this moment. */
  CompletableFuture<Inspection> inspect(OpenModel model, String text, Intervention intervention);

  /** What a model of a run's history does with a text. */
  CompletableFuture<Inspection> inspectAt(
      IntermediateCheckpoint checkpoint, String text, Intervention intervention);

  /** What the model would say after each layer. */
  CompletableFuture<LogitLens> lens(OpenModel model, String text, Intervention intervention);

  /** What a model of a run's history would say after each layer. */
  CompletableFuture<LogitLens> lensAt(
      IntermediateCheckpoint checkpoint, String text, Intervention intervention);

  /** How one head comes to its weights. */
  CompletableFuture<AttentionStages> stages(
      OpenModel model, String text, Intervention intervention, AttentionHead head);

  /** How a head of a model of a run's history comes to its weights. */
  CompletableFuture<AttentionStages> stagesAt(
      IntermediateCheckpoint checkpoint,
      String text,
      Intervention intervention,
      AttentionHead head);

  /**
   * Measures every head by the loss that it saves.
   *
   * @param window keys of sliding layers, as in {@link Intervention}
   * @param progress gets the share that is done, on another thread
   */
  Measurement ablateHeads(OpenModel model, String text, int window, DoubleConsumer progress);

  /** The same in a model of a run's history. */
  Measurement ablateHeadsAt(
      IntermediateCheckpoint checkpoint, String text, int window, DoubleConsumer progress);

  /** The models along the run that a model is of, the earliest first; none if it is of no run. */
  CompletableFuture<List<IntermediateCheckpoint>> history(OpenModel model);

  /** A measurement of all heads that runs. */
  interface Measurement {

    /** Completes with the costs, or with null if it was cancelled. */
    CompletableFuture<@Nullable AblationResult> result();

    /** Ends it after the head in hand. */
    void cancel();
  }
}
