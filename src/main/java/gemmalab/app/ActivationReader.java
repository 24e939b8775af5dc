package gemmalab.app;

import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Attribution;
import gemmalab.inspect.stage.Calculation;
import gemmalab.model.Intervention;
import gemmalab.model.ModelStage;
import java.util.concurrent.CompletableFuture;

/** Reads what a model computes for a text, down to single numbers. */
public interface ActivationReader {

  /**
   * All stages of one forward pass, with the weights of this moment.
   *
   * <p>The words of the logit lens may be missing for a large model; {@link #lens} adds them. The
   * future fails with a GemmaException if the text is empty or too long.
   */
  CompletableFuture<Activations> read(OpenModel model, String text);

  /** The same under a change to the model. */
  CompletableFuture<Activations> read(OpenModel model, String text, Intervention intervention);

  /** The same activations with the words of the logit lens. */
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
  CompletableFuture<Attribution> attribution(
      OpenModel model, Activations activations, int token, int wordId);
}
