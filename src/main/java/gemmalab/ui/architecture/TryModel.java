package gemmalab.ui.architecture;

import gemmalab.app.ActivationReader;
import gemmalab.app.OpenModel;
import gemmalab.inspect.stage.InterventionEffect;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.Intervention.SkippedStage;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import java.util.HashSet;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import org.jspecify.annotations.Nullable;

/** What is changed in the model for a trial, and what that does to the text. */
public final class TryModel {

  private final ActivationReader reader;
  private final DiagramReading reading;
  private final LatestAnswer answers;
  private final BooleanProperty withoutQkNorm = new SimpleBooleanProperty();
  private final BooleanProperty withoutRope = new SimpleBooleanProperty();
  private final BooleanProperty oneBase = new SimpleBooleanProperty();
  private final IntegerProperty window = new SimpleIntegerProperty(Intervention.MODEL_WINDOW);
  private final ReadOnlyObjectWrapper<Intervention> leftOut =
      new ReadOnlyObjectWrapper<>(Intervention.NONE);
  private final ReadOnlyObjectWrapper<@Nullable InterventionEffect> effect =
      new ReadOnlyObjectWrapper<>();

  public TryModel(ActivationReader reader, DiagramReading reading, UiThread ui) {
    this.reader = reader;
    this.reading = reading;
    answers = new LatestAnswer(ui);
    withoutQkNorm.addListener((o, old, now) -> change());
    withoutRope.addListener((o, old, now) -> change());
    oneBase.addListener((o, old, now) -> change());
    window.addListener((o, old, now) -> change());
    leftOut.addListener((o, old, now) -> change());
    reading.intervention().addListener((o, old, now) -> follow(now));
    reading.values().addListener((o, old, now) -> measure());
  }

  // Properties

  public BooleanProperty withoutQkNorm() {
    return withoutQkNorm;
  }

  public BooleanProperty withoutRope() {
    return withoutRope;
  }

  /** All layers have the RoPE base of the local ones. */
  public BooleanProperty oneBase() {
    return oneBase;
  }

  /** Keys that local layers see; {@link Intervention#MODEL_WINDOW} for the model's own. */
  public IntegerProperty window() {
    return window;
  }

  /** Single parts and heads that are left out. */
  public ReadOnlyObjectProperty<Intervention> leftOut() {
    return leftOut.getReadOnlyProperty();
  }

  /** What the change does; null while nothing is changed. */
  public ReadOnlyObjectProperty<@Nullable InterventionEffect> effect() {
    return effect.getReadOnlyProperty();
  }

  // Commands

  /** Leaves out a part of a layer, or no longer. */
  public void toggle(SkippedStage stage) {
    Set<SkippedStage> stages = toggled(leftOut.get().skippedStages(), stage);
    Intervention now = Intervention.NONE.withAblatedHeads(leftOut.get().ablatedHeads());
    for (SkippedStage each : stages) {
      now = now.without(each.stage(), each.layer());
    }
    leftOut.set(now);
  }

  /** Leaves out a head, or no longer. */
  public void toggle(AttentionHead head) {
    Intervention now = leftOut.get();
    leftOut.set(now.withAblatedHeads(toggled(now.ablatedHeads(), head)));
  }

  private static <T> Set<T> toggled(Set<T> all, T one) {
    Set<T> changed = new HashSet<>(all);
    if (!changed.remove(one)) {
      changed.add(one);
    }
    return changed;
  }

  private void change() {
    OpenModel model = reading.model();
    Intervention change = leftOut.get().withSlidingWindow(window.get());
    if (withoutQkNorm.get()) {
      change = change.withoutQkNorm();
    }
    if (withoutRope.get()) {
      change = change.withoutRope();
    }
    if (oneBase.get() && model != null) {
      change = change.withRopeBase(model.config().ropeLocalBase());
    }
    reading.intervention().set(change);
  }

  /** Another model begins without changes. */
  private void follow(Intervention now) {
    if (now.equals(Intervention.NONE)) {
      withoutQkNorm.set(false);
      withoutRope.set(false);
      oneBase.set(false);
      window.set(Intervention.MODEL_WINDOW);
      leftOut.set(Intervention.NONE);
    }
  }

  private void measure() {
    OpenModel model = reading.model();
    Intervention change = reading.intervention().get();
    if (model == null || change.equals(Intervention.NONE)) {
      answers.forget();
      effect.set(null);
    } else {
      answers.await(
          reader.effect(model, reading.text().get(), change),
          effect::set,
          fault -> effect.set(null));
    }
  }
}
