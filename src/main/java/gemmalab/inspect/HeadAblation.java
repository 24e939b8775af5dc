package gemmalab.inspect;

import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorJob;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Ablates each head of a model in turn and measures the loss of a text, one head per slice. */
public final class HeadAblation implements TensorJob {

  private final Gemma3Model model;
  private final Kernels kernels;
  private final InspectedText text;
  private final int window;
  private final DoubleConsumer progress;
  private final double[][] without;
  private final int heads;
  private double loss = Double.NaN;
  private int next;
  private volatile boolean cancelled;

  /**
   * Prepares the measurement. Everything here runs on the tensor thread.
   *
   * @param window positions that local layers attend to, as in {@link Intervention}
   * @param progress receives the share done, on the tensor thread
   * @throws GemmaException if the text is too long, or too short to have a loss
   */
  public HeadAblation(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      String text,
      int window,
      DoubleConsumer progress) {
    this.model = model;
    this.kernels = kernels;
    this.text = InspectedText.of(text, tokenizer, model.config());
    this.window = window;
    this.progress = progress;
    if (this.text.length() < 2) {
      throw new GemmaException("error.inspect.oneToken");
    }
    heads = model.config().numAttentionHeads();
    without = new double[model.config().numHiddenLayers()][heads];
  }

  @Override
  public boolean runSlice() {
    if (cancelled) {
      return false;
    }
    if (Double.isNaN(loss)) {
      loss = loss(Set.of());
      return true;
    }
    AttentionHead head = new AttentionHead(next / heads, next % heads);
    without[head.layer()][head.head()] = loss(Set.of(head));
    next++;
    progress.accept((double) next / all());
    return next < all();
  }

  /** Stops before the next head. May be called from any thread. */
  public void cancel() {
    cancelled = true;
  }

  /** The result; null if it was cancelled. */
  public @Nullable AblationResult result() {
    return next < all() ? null : new AblationResult(loss, without);
  }

  private int all() {
    return without.length * heads;
  }

  private double loss(Set<AttentionHead> ablatedHeads) {
    ForwardPass pass =
        ForwardPass.over(kernels, Precision.FP32).with(new Intervention(window, ablatedHeads));
    try (Scope scope = Scope.within(model.manager())) {
      float[] losses =
          Inspection.losses(model.forward(scope.ids(text.ids()), pass), text, kernels, scope);
      double sum = 0;
      for (float each : losses) {
        sum += each;
      }
      return sum / losses.length;
    }
  }
}
