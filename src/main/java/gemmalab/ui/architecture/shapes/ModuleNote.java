package gemmalab.ui.architecture.shapes;

import static gemmalab.ui.common.Controls.label;

import gemmalab.inspect.module.FamilyLine;
import gemmalab.inspect.module.ModelModule;
import gemmalab.model.GemmaConfig;
import gemmalab.ui.architecture.shapes.FamiliesViewModel.Side;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** The chosen module: what it does, and its numbers in both models. */
final class ModuleNote extends VBox {

  private final FamiliesViewModel families;
  private final Texts texts;

  ModuleNote(FamiliesViewModel families, Texts texts) {
    super(2);
    this.families = families;
    this.texts = texts;
    setId("module-note");
    getStyleClass().addAll("card", "module-note");
    Label about = label(of(module -> texts.format(module.key() + ".about")));
    about.setId("module-about");
    about.setWrapText(true);
    about.setMinHeight(Region.USE_PREF_SIZE);
    GridPane sides = new GridPane();
    sides.setHgap(12);
    for (int column = 0; column < 2; column++) {
      ColumnConstraints half = new ColumnConstraints();
      half.setPercentWidth(50);
      sides.getColumnConstraints().add(half);
    }
    sides.add(numbers(families.left()), 0, 0);
    sides.add(numbers(families.right()), 1, 0);
    Label name = label(of(module -> texts.format(module.key())), "section");
    name.setId("module-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    HBox.setHgrow(about, Priority.ALWAYS);
    getChildren().addAll(new HBox(12, name, about), sides);
  }

  private Label numbers(Side side) {
    Label numbers = new Label();
    numbers.setId("module-" + side.id());
    numbers.getStyleClass().addAll("mono", "field-name");
    numbers
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> numbers(side.config().getValue(), families.selected().get()),
                side.config(),
                families.selected(),
                texts.language()));
    return numbers;
  }

  private String numbers(@Nullable GemmaConfig config, ModelModule module) {
    if (config == null) {
      return "";
    }
    String name = FamilyLine.name(config, module);
    if (name.isEmpty()) {
      return texts.format("ui.families.notPrinted");
    }
    if (module.isShared(config)) {
      return name + "   " + texts.format("ui.sizes.shared");
    }
    long count = module.parameters(config);
    if (count == 0) {
      return name + "   " + texts.format("ui.families.noWeights");
    }
    String weight = SizeText.weight(module, config);
    double share = (double) count / ModelModule.MODEL.parameters(config);
    return name
        + "   "
        + (weight.isEmpty() ? "" : weight + " = ")
        + texts.format("ui.families.count", Numbers.whole(count), Numbers.percent(share));
  }

  private ObservableValue<String> of(Function<ModelModule, String> text) {
    return Bindings.createStringBinding(
        () -> text.apply(families.selected().get()), families.selected(), texts.language());
  }
}
