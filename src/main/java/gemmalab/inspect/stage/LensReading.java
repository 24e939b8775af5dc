package gemmalab.inspect.stage;

import gemmalab.tensor.TensorJob;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of the logit lens, one layer per slice. A token's words depend on earlier tokens
 * only, so those that a text shares with one already read at its beginning are taken from there.
 */
public final class LensReading implements TensorJob {

  private final ActivationPass pass;
  private final Activations activations;
  private final @Nullable Activations known;
  private final int shared;
  private final List<List<Prediction>> words = new ArrayList<>();
  private volatile boolean cancelled;

  /**
   * Prepares a reading.
   *
   * @param known activations of another text with the same weights and intervention that have the
   *     words of the lens; null if there are none
   */
  public LensReading(ActivationPass pass, Activations activations, @Nullable Activations known) {
    this.pass = pass;
    this.activations = activations;
    this.known = known;
    shared = known == null ? 0 : activations.sharedWith(known);
  }

  /** Columns whose words are computed. */
  public int columns() {
    return activations.length() - shared;
  }

  @Override
  public boolean runSlice() {
    if (cancelled) {
      return false;
    }
    int depth = words.size();
    List<Prediction> layer = new ArrayList<>();
    for (int token = 0; known != null && token < shared; token++) {
      layer.add(known.lensOrThrow(depth, token));
    }
    layer.addAll(pass.lensAt(depth, shared, activations));
    words.add(layer);
    return words.size() <= activations.layers();
  }

  /** Stops before the next layer. May be called from any thread. */
  public void cancel() {
    cancelled = true;
  }

  /** The activations with the words; null if it was cancelled. */
  public @Nullable Activations result() {
    return words.size() <= activations.layers() ? null : activations.withLens(words);
  }
}
