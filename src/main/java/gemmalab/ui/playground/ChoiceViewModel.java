package gemmalab.ui.playground;

import gemmalab.generate.NextTokenDistribution;
import gemmalab.generate.SamplingSettings;
import java.util.function.IntFunction;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The choice at one place, live: other settings move the bars without asking the model again. */
public final class ChoiceViewModel {

  private final ReadOnlyObjectWrapper<@Nullable Choice> choice = new ReadOnlyObjectWrapper<>();
  private SamplingSettings settings = SamplingControls.SamplingPreset.BALANCED.settings();
  private @Nullable NextTokenDistribution next;
  private @Nullable Integer taken;
  private IntFunction<String> labels = String::valueOf;

  /** Null while there is no place, or what the model says of it is not known yet. */
  public ReadOnlyObjectProperty<@Nullable Choice> choice() {
    return choice.getReadOnlyProperty();
  }

  /**
   * Shows a place.
   *
   * @param text the tokens before it
   * @param token the token that stands there; null if none does yet
   */
  public void show(float[] logits, int[] text, @Nullable Integer token, IntFunction<String> names) {
    next = new NextTokenDistribution(logits, text, settings);
    taken = token;
    labels = names;
    refresh();
  }

  /** Shows nothing. */
  void clear() {
    next = null;
    choice.set(null);
  }

  /** Applies other settings to the place that is shown. */
  public void use(SamplingSettings other) {
    settings = other;
    if (next != null) {
      next = next.with(other);
      refresh();
    }
  }

  @Nullable NextTokenDistribution next() {
    return next;
  }

  private void refresh() {
    choice.set(next == null ? null : Choice.of(next, taken, labels));
  }
}
