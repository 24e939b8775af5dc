package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ActivationRecorder;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.util.ArrayList;
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

  private static final int PREDICTIONS = 5;

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
    InspectedText read = InspectedText.of(text, tokenizer, model.config());
    ActivationRecorder probe = new ActivationRecorder();
    ForwardPass pass = ForwardPass.over(kernels, Precision.FP32).with(intervention);
    List<List<List<TokenPrediction>>> predictions = new ArrayList<>();
    try (Scope scope = Scope.within(model.manager())) {
      NDArray output = model.forward(scope.ids(read.ids()), pass.with(probe));
      int layers = model.config().numHiddenLayers();
      for (int depth = 0; depth < layers; depth++) {
        try (NDArray logits = model.unembed(probe.hiddenStates().get(depth), pass)) {
          predictions.add(TokenPrediction.of(logits, PREDICTIONS, kernels, tokenizer));
        }
      }
      predictions.add(TokenPrediction.of(output, PREDICTIONS, kernels, tokenizer));
    }
    return new LogitLens(read.labels(), predictions);
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
