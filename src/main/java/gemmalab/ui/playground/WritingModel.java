package gemmalab.ui.playground;

import gemmalab.app.OpenModel;
import gemmalab.app.OpenModel.Origin;
import gemmalab.ui.shell.OpenModelState;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * The model of all screens as the playground has it: one with random weights is held back, and
 * takes no memory for them, until the user wants to see what it writes.
 */
public final class WritingModel {

  private final OpenModelState shared;
  private final ReadOnlyObjectWrapper<@Nullable OpenModel> model = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper heldBack = new ReadOnlyBooleanWrapper();

  WritingModel(OpenModelState shared) {
    this.shared = shared;
    shared.model().subscribe(now -> show(now, now == null || now.origin() != Origin.RANDOM));
  }

  /** Null until there is one that may write. */
  public ReadOnlyObjectProperty<@Nullable OpenModel> model() {
    return model.getReadOnlyProperty();
  }

  /** Whether a model is open that has random weights, and may not write yet. */
  public ReadOnlyBooleanProperty isHeldBack() {
    return heldBack.getReadOnlyProperty();
  }

  /** The one that is held back; null if none is. */
  @Nullable OpenModel heldBack() {
    return heldBack.get() ? shared.model().get() : null;
  }

  /** The model that is open may write, untrained as it is. */
  public void allow() {
    show(shared.model().get(), true);
  }

  private void show(@Nullable OpenModel now, boolean mayWrite) {
    heldBack.set(!mayWrite);
    model.set(mayWrite ? now : null);
  }
}
