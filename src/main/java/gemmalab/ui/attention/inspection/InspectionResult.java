package gemmalab.ui.attention.inspection;

import gemmalab.inspect.Inspection;
import gemmalab.model.Intervention;
import gemmalab.ui.attention.inspection.AttentionViewModel.InspectionKey;

/** What was seen with the changes, and without any. */
public record InspectionResult(InspectionKey key, Inspection modified, Inspection baseline) {

  /** Whether anything was changed. */
  public boolean isModified() {
    return !key.intervention().equals(Intervention.NONE);
  }

  /** Keys that a layer saw. */
  public int window(int layer) {
    return key.intervention().window(key.model().config(), layer);
  }

  /** Keys that local layers see where there are tokens enough; at most all tokens. */
  public int localWindow() {
    int asked = key.intervention().slidingWindow();
    int keys = asked == Intervention.MODEL_WINDOW ? key.model().config().slidingWindow() : asked;
    return Math.min(keys, baseline.tokens().size());
  }
}
