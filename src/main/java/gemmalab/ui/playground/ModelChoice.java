package gemmalab.ui.playground;

import gemmalab.app.ModelOpener;
import gemmalab.app.OpenModel;
import gemmalab.tensor.ComputeDevice;
import gemmalab.ui.common.UiThread;
import java.nio.file.Path;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** Which model writes a story: the one that is open for all screens, or one of its own. */
public final class ModelChoice {

  private final WritingModel shared;
  private final ModelOpener models;
  private final UiThread ui;
  private final ReadOnlyObjectWrapper<@Nullable OpenModel> model = new ReadOnlyObjectWrapper<>();
  private @Nullable OpenModel own;

  ModelChoice(WritingModel shared, ModelOpener models, UiThread ui) {
    this.shared = shared;
    this.models = models;
    this.ui = ui;
    model.set(shared.model().get());
    shared
        .model()
        .addListener(
            (o, old, now) -> {
              if (own == null) {
                model.set(now);
              }
            });
  }

  /** Null until one is open. */
  public ReadOnlyObjectProperty<@Nullable OpenModel> model() {
    return model.getReadOnlyProperty();
  }

  /** Opens a model for this story alone. */
  public void open(Path path) {
    ui.run(models.open(path, ComputeDevice.AUTO), this::use);
  }

  /** Goes back to the model of all screens. */
  public void share() {
    use(null);
  }

  private void use(@Nullable OpenModel next) {
    OpenModel before = own;
    own = next;
    model.set(next == null ? shared.model().get() : next);
    if (before != null) {
      models.close(before);
    }
  }
}
