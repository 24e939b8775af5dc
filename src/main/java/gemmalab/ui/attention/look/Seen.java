package gemmalab.ui.attention.look;

import gemmalab.inspect.Inspection;
import gemmalab.model.Intervention;
import gemmalab.ui.attention.look.AttentionViewModel.InspectionKey;

/** What was seen with the changes, and without any. */
public record Seen(InspectionKey question, Inspection changed, Inspection plain) {

  /** Whether anything was changed. */
  public boolean isChanged() {
    return !question.intervention().equals(Intervention.NONE);
  }

  /** Keys that a layer saw. */
  public int window(int layer) {
    return question.intervention().window(question.model().config(), layer);
  }

  /** Keys that local layers see where there are tokens enough; at most all tokens. */
  public int localWindow() {
    int asked = question.intervention().slidingWindow();
    int keys =
        asked == Intervention.MODEL_WINDOW ? question.model().config().slidingWindow() : asked;
    return Math.min(keys, plain.tokens().size());
  }
}
