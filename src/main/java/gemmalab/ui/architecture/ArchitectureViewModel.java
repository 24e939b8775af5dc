package gemmalab.ui.architecture;

import gemmalab.app.ArchitectureService;
import gemmalab.app.OpenModel;
import gemmalab.inspect.ModelPart;
import gemmalab.inspect.ModelPart.Kind;
import gemmalab.ui.shell.OpenModelState;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The architecture screen's state: the parts of the open model and the one that is selected. */
public final class ArchitectureViewModel {

  private final ReadOnlyObjectWrapper<@Nullable ModelPart> model = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ModelPart> layer = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable ModelPart> selected = new ReadOnlyObjectWrapper<>();

  public ArchitectureViewModel(OpenModelState openModel) {
    openModel.model().addListener((o, old, now) -> show(now));
    show(openModel.model().get());
  }

  // Properties

  /** The whole model; its children are the boxes of the map. */
  public ReadOnlyObjectProperty<@Nullable ModelPart> model() {
    return model.getReadOnlyProperty();
  }

  /** The layer whose parts are shown large. */
  public ReadOnlyObjectProperty<@Nullable ModelPart> layer() {
    return layer.getReadOnlyProperty();
  }

  /** The part that the inspector explains. */
  public ReadOnlyObjectProperty<@Nullable ModelPart> selected() {
    return selected.getReadOnlyProperty();
  }

  /** The Java file that is the selected part. */
  public String source() {
    ModelPart part = selected.get();
    return part == null ? "" : ArchitectureService.source(part.source());
  }

  // Commands

  /** Selects a part; a layer is also opened. */
  public void select(ModelPart part) {
    if (part.kind() == Kind.LAYER) {
      layer.set(part);
    }
    selected.set(part);
  }

  private void show(@Nullable OpenModel open) {
    if (open == null) {
      return;
    }
    ModelPart parts = ArchitectureService.parts(open.config());
    model.set(parts);
    parts.children().stream()
        .filter(part -> part.kind() == Kind.LAYER)
        .findFirst()
        .ifPresent(layer::set);
    selected.set(parts);
  }
}
