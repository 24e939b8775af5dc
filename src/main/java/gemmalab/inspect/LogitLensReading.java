package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ActivationRecorder;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorJob;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Computes a {@link LogitLens} one depth at a time: with a vocabulary of 262,144 tokens each depth
 * takes the LM head as long as a token takes the playground. All of it on the tensor thread.
 */
public final class LogitLensReading implements TensorJob, AutoCloseable {

  private static final int PREDICTIONS = 5;

  private final Gemma3Model model;
  private final Kernels kernels;
  private final Tokenizer tokenizer;
  private final InspectedText text;
  private final ForwardPass pass;
  private final Scope scope;
  private final List<NDArray> stream = new ArrayList<>(); // after each depth but the last
  private final List<List<List<TokenPrediction>>> predictions = new ArrayList<>();
  private @Nullable NDArray output;

  /**
   * Prepares it.
   *
   * @throws GemmaException if the text is empty or too long
   */
  public LogitLensReading(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      String text,
      Intervention intervention) {
    this.model = model;
    this.kernels = kernels;
    this.tokenizer = tokenizer;
    this.text = InspectedText.of(text, tokenizer, model.config());
    pass = ForwardPass.over(kernels, Precision.FP32).with(intervention);
    scope = Scope.within(model.manager());
  }

  @Override
  public boolean runSlice() {
    NDArray last = output;
    if (last == null) {
      output = runModel();
      return true;
    }
    int depth = predictions.size();
    boolean isLast = depth == stream.size();
    try (NDArray logits = isLast ? last : model.unembed(stream.get(depth), pass)) {
      predictions.add(TokenPrediction.of(logits, PREDICTIONS, kernels, tokenizer));
    }
    return !isLast;
  }

  private NDArray runModel() {
    ActivationRecorder probe = new ActivationRecorder();
    NDArray logits = model.forward(scope.ids(text.ids()), pass.with(probe));
    stream.addAll(probe.hiddenStates().subList(0, model.config().numHiddenLayers()));
    return logits;
  }

  /** What it found, after its last slice. */
  public LogitLens lens() {
    return new LogitLens(text.labels(), predictions);
  }

  /** Frees what it holds, whether it ended or not. */
  @Override
  public void close() {
    scope.close();
  }
}
