package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.model.Probe;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;

/**
 * What the model would say after each layer, if the final norm and the head read the residual
 * stream there already (nostalgebraist 2020).
 *
 * @param tokens the text's tokens, as people read them
 * @param guesses [depth][token]: best guesses, best first. Depth 0 reads the embedding, depth N the
 *     stream after layer N; the last one is the model's own output
 */
public record LogitLens(List<String> tokens, List<List<List<Guess>>> guesses) {

  private static final int GUESSES = 5;

  /**
   * Runs a text through the model; on the tensor thread.
   *
   * @throws GemmaException if the text is empty or too long
   */
  public static LogitLens of(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      String text,
      Intervention intervention) {
    LookedAtText read = LookedAtText.of(text, tokenizer, model.config());
    Probe probe = new Probe();
    ForwardPass pass = ForwardPass.over(kernels, Precision.FP32).with(probe).with(intervention);
    List<List<List<Guess>>> guesses = new ArrayList<>();
    try (Scope scope = Scope.within(model.manager())) {
      NDArray output = model.forward(scope.ids(read.ids()), pass);
      int layers = model.config().numHiddenLayers();
      for (int depth = 0; depth < layers; depth++) {
        try (NDArray logits = model.readOut(probe.hiddenStates().get(depth), pass)) {
          guesses.add(Guess.of(logits, GUESSES, kernels, tokenizer));
        }
      }
      guesses.add(Guess.of(output, GUESSES, kernels, tokenizer));
    }
    return new LogitLens(read.labels(), guesses);
  }

  /** The best guess at a depth for what follows a token. */
  public Guess best(int depth, int token) {
    return guesses.get(depth).get(token).get(0);
  }

  /** The depth at which the final answer for what follows a token is the best guess at first. */
  public int firstLead(int token) {
    int last = guesses.size() - 1;
    int answer = best(last, token).id();
    int depth = 0;
    while (best(depth, token).id() != answer) {
      depth++;
    }
    return depth;
  }
}
