package gemmalab.ui.architecture.shapes;

import static gemmalab.ui.common.Controls.label;

import gemmalab.ui.common.Texts;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;

/** Both families side by side: their printed trees, the chosen module, and what else differs. */
public final class FamiliesView extends VBox {

  public FamiliesView(ShapesModels models, Texts texts) {
    super(6);
    setId("families");
    getStyleClass().add("shapes-page");
    FamiliesViewModel families = models.families();
    GridPane trees = new GridPane();
    trees.setHgap(12);
    for (int column = 0; column < 2; column++) {
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(50);
      trees.getColumnConstraints().add(half);
    }
    RowConstraints tall = new RowConstraints();
    tall.setVgrow(Priority.ALWAYS);
    trees.getRowConstraints().add(tall);
    trees.add(new ModuleTreePane(families, families.left(), texts), 0, 0);
    trees.add(new ModuleTreePane(families, families.right(), texts), 1, 0);
    trees.setMinHeight(0);
    VBox.setVgrow(trees, Priority.ALWAYS);
    getChildren()
        .addAll(
            trees, marks(texts), new ModuleNote(families, texts), new FactsGrid(families, texts));
  }

  private static Node marks(Texts texts) {
    Label numbers = label(texts.text("ui.families.legend.numbers"), "field-name", "mark-numbers");
    Label missing = label(texts.text("ui.families.legend.missing"), "field-name", "mark-missing");
    Label same = label(texts.text("ui.families.legend.same"), "field-name");
    return new HBox(24, numbers, missing, same);
  }
}
