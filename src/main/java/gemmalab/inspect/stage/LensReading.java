package gemmalab.inspect.stage;

import gemmalab.tensor.TensorJob;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of the logit lens, some layers per slice. A token's words depend on earlier
 * tokens only, so those that a text shares with one already read at its beginning are taken from
 * there.
 */
public final class LensReading implements TensorJob {

  /** So many vectors meet the LM head at a time, so that their logits fit into memory. */
  private static final int ROWS_OF_SLICE = 64;

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
    int depths = Math.min(activations.layers() - depth, depthsOfSlice());
    List<List<Prediction>> computed =
        columns() == 0
            ? Collections.nCopies(depths, List.of())
            : pass.lensAt(depth, depths, shared, activations);
    for (List<Prediction> last : computed) {
      words.add(joined(words.size(), last));
    }
    if (words.size() < activations.layers()) {
      return true;
    }
    words.add(IntStream.range(0, activations.length()).mapToObj(activations::next).toList());
    return false;
  }

  private int depthsOfSlice() {
    return Math.max(1, ROWS_OF_SLICE / Math.max(1, columns()));
  }

  /** The words of the shared beginning, then the computed ones. */
  private List<Prediction> joined(int depth, List<Prediction> last) {
    List<Prediction> all = new ArrayList<>();
    for (int token = 0; known != null && token < shared; token++) {
      all.add(known.lensOrThrow(depth, token));
    }
    all.addAll(last);
    return all;
  }

  /** Stops before the next slice. May be called from any thread. */
  public void cancel() {
    cancelled = true;
  }

  /** The activations with the words; null if it was cancelled. */
  public @Nullable Activations result() {
    return words.size() <= activations.layers() ? null : activations.withLens(words);
  }
}
