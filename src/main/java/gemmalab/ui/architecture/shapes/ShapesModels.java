package gemmalab.ui.architecture.shapes;

import gemmalab.app.SpeedService;
import gemmalab.inspect.module.ModelModule;
import gemmalab.model.ModelPreset;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The view models of both pages; they share the selected module. */
public record ShapesModels(
    FamiliesViewModel families, SizesViewModel sizes, ObjectProperty<ModelModule> selected) {

  /**
   * Makes them for a window.
   *
   * @param train carries a configuration to the training screen
   */
  public static ShapesModels of(
      SpeedService speed, OpenModelState openModel, Consumer<Sizing> train, UiThread ui) {
    ObjectProperty<ModelModule> selected = new SimpleObjectProperty<>(ModelModule.EMBEDDING);
    SizesViewModel sizes =
        new SizesViewModel(
            SizesViewModel.usual(ModelPreset.GEMMA3_270M.config()), speed::measure, train, ui);
    Configurations configurations = new Configurations(openModel.model(), sizes.sizing());
    return new ShapesModels(new FamiliesViewModel(configurations, selected), sizes, selected);
  }
}
