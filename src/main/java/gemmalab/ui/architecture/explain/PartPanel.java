package gemmalab.ui.architecture.explain;

import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.model.ModelStage;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** One kind of part explained with the numbers of the text: a title, a picture, a sentence. */
abstract class PartPanel extends VBox {

  private final Set<ModelStage> stages;
  final Label title = new Label();
  final Label sentence = new Label();

  PartPanel(String id, Set<ModelStage> stages) {
    super(6);
    this.stages = stages;
    setId(id);
    title.getStyleClass().add("section");
    sentence.getStyleClass().add("field-name");
    for (Label label : new Label[] {title, sentence}) {
      label.setWrapText(true);
      label.setMinHeight(Region.USE_PREF_SIZE);
    }
  }

  /** Whether it explains what is selected. */
  final boolean explains(Spot spot) {
    return spot.stage() != null && stages.contains(spot.stage());
  }

  /** Shows the numbers of a spot that it explains. */
  abstract void show(Spot spot, DiagramValues values);
}
