package gemmalab.app;

import gemmalab.inspect.activation.EmbeddingNeighbours.Neighbour;
import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Attribution;
import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.InterventionEffect;
import gemmalab.inspect.stage.LogitTarget;
import gemmalab.inspect.stage.UnitShare;
import gemmalab.model.Intervention;
import gemmalab.model.ModelStage;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Reads what a model computes for a text, down to single numbers. */
public interface ActivationReader {

  /**
   * All stages of one forward pass, with the weights of this moment.
   *
   * <p>The words of the logit lens may be missing for a large model; {@link #lens} adds them. The
   * future fails with a GemmaException if the text is empty or too long.
   */
  default CompletableFuture<Activations> read(OpenModel model, String text) {
    return read(model, text, Intervention.NONE);
  }

  /** The same under a change to the model. */
  CompletableFuture<Activations> read(OpenModel model, String text, Intervention intervention);

  /**
   * The same activations with the words of the logit lens. The next call for the same model ends
   * this one with a {@link java.util.concurrent.CancellationException}.
   */
  CompletableFuture<Activations> lens(OpenModel model, Activations activations);

  /**
   * How one cell was computed, with the weights of this moment.
   *
   * @param layer -1 for a stage outside the layers
   * @param index in {@link Activations#values}
   */
  CompletableFuture<Calculation> calculation(
      OpenModel model, Activations activations, ModelStage stage, int layer, int token, int index);

  /** The logit of a word at a place as a sum over the parts of the model. */
  default CompletableFuture<Attribution> attribution(
      OpenModel model, Activations activations, int token, int wordId) {
    return attribution(model, activations, LogitTarget.of(token, wordId));
  }

  /** A logit, or the difference of two, as a sum over the parts of the model. */
  CompletableFuture<Attribution> attribution(
      OpenModel model, Activations activations, LogitTarget target);

  /** Of a head's share of a logit: how much came from each token. */
  CompletableFuture<double[]> headSources(
      OpenModel model, Activations activations, LogitTarget target, int layer, int head);

  /** Of a feed-forward network's share of a logit: the units with the largest shares. */
  CompletableFuture<List<UnitShare>> units(
      OpenModel model, Activations activations, LogitTarget target, int layer, int count);

  /** The next token and the loss of a text with and without a change to the model. */
  CompletableFuture<InterventionEffect> effect(
      OpenModel model, String text, Intervention intervention);

  /** The tokens with the most similar embeddings, the nearest first. */
  CompletableFuture<List<Neighbour>> neighbours(OpenModel model, int tokenId, int count);
}
