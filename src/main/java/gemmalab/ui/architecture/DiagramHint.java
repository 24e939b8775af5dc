package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.Spot;
import gemmalab.model.ModelStage;
import gemmalab.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;

/**
 * One sentence about what is seen: the selected part of a layer, else how the diagram is read, or
 * why there is nothing.
 */
final class DiagramHint extends Label {

  private final DiagramModels models;
  private final Texts texts;

  DiagramHint(DiagramModels models, Texts texts) {
    this.models = models;
    this.texts = texts;
    setId("diagram-hint");
    getStyleClass().add("field-name");
    setWrapText(true);
    setMinHeight(USE_PREF_SIZE);
    setMaxWidth(Double.MAX_VALUE);
    textProperty()
        .bind(
            Bindings.createStringBinding(
                this::hint,
                models.reading().fault(),
                models.navigation().place(),
                models.selection().selected(),
                texts.language()));
  }

  private String hint() {
    Throwable fault = models.reading().fault().get();
    if (fault != null) {
      return texts.fault(fault);
    }
    Spot place = models.navigation().place().get();
    ModelStage stage = models.selection().selected().get().stage();
    return place.depth() == Spot.Depth.BAND && stage != null
        ? texts.format("diagram." + stage.key() + ".about")
        : texts.format("ui.diagram.hint." + place.depth().name());
  }
}
