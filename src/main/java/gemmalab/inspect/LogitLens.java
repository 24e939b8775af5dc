package gemmalab.inspect;

import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.tensor.Kernels;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.util.List;

/**
 * The logit lens: the predictions of the final norm and the LM head when applied to the residual
 * stream after each layer (nostalgebraist 2020).
 *
 * @param tokens the tokens as readable text
 * @param predictions [depth][token]: the most probable next tokens, best first; depth 0 is the
 *     embedding, depth N the stream after layer N; the last one is the model's own output
 */
public record LogitLens(List<String> tokens, List<List<List<TokenPrediction>>> predictions) {

  /**
   * Runs a text through the model. Must run on the tensor thread.
   *
   * @throws GemmaException if the text is empty or too long
   */
  public static LogitLens of(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      String text,
      Intervention intervention) {
    try (LogitLensReading reading =
        new LogitLensReading(model, kernels, tokenizer, text, intervention)) {
      while (reading.runSlice()) {} // all of it at once
      return reading.lens();
    }
  }

  /** The top prediction at a depth for the token after position {@code token}. */
  public TokenPrediction topPrediction(int depth, int token) {
    return predictions.get(depth).get(token).get(0);
  }

  /** The first depth at which the final prediction for a position ranks first. */
  public int firstTopDepth(int token) {
    int last = predictions.size() - 1;
    int answer = topPrediction(last, token).id();
    int depth = 0;
    while (topPrediction(depth, token).id() != answer) {
      depth++;
    }
    return depth;
  }
}
