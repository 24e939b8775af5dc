package gemmalab.inspect.stage;

import gemmalab.inspect.Inspection;
import gemmalab.inspect.TokenPrediction;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.tensor.Kernels;
import gemmalab.tokenizer.Tokenizer;
import java.util.List;

/** What a model says about a text with and without a change to it. */
public record InterventionEffect(Outcome without, Outcome with) {

  /**
   * What a model says about a text.
   *
   * @param next the most probable next tokens after the text, best first
   * @param losses -log p of each token after the first, in nats
   * @param loss their mean in nats/token; 0 for a single token, which nothing predicts
   */
  public record Outcome(List<TokenPrediction> next, float[] losses, double loss) {

    static Outcome of(Inspection seen) {
      return new Outcome(seen.next(), seen.losses(), seen.loss());
    }
  }

  /** How much the change raises the loss, in nats/token; negative if it lowers it. */
  public double lossIncrease() {
    return with.loss() - without.loss();
  }

  /**
   * Runs a text through the model twice. On the tensor thread.
   *
   * @throws gemmalab.text.GemmaException if the text is empty or too long
   */
  public static InterventionEffect of(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      String text,
      Intervention intervention) {
    return new InterventionEffect(
        Outcome.of(Inspection.of(model, kernels, tokenizer, text, Intervention.NONE)),
        Outcome.of(Inspection.of(model, kernels, tokenizer, text, intervention)));
  }
}
