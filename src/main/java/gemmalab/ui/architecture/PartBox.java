package gemmalab.ui.architecture;

import gemmalab.inspect.ModelPart;
import gemmalab.inspect.ModelPart.Kind;
import gemmalab.model.LayerType;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.Locale;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.VBox;

/** A part of the model as a box that can be clicked. */
final class PartBox extends Button {

  private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

  /** Kept, since what is selected holds it weakly: boxes come and go with each model. */
  private final BooleanBinding chosen;

  private PartBox(ModelPart part, ArchitectureViewModel viewModel, Texts texts) {
    getStyleClass().setAll("part", part.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    if (part.type() != null) {
      getStyleClass().add(part.type() == LayerType.FULL ? "full" : "sliding");
    }
    setOnAction(event -> viewModel.select(part));
    Tooltip tooltip = new Tooltip();
    tooltip
        .textProperty()
        .bind(texts.text("ui.part.tooltip", name(part, texts), Numbers.whole(part.parameters())));
    setTooltip(tooltip);
    accessibleTextProperty().bind(tooltip.textProperty());
    chosen = viewModel.selected().isEqualTo(part);
    chosen.subscribe(now -> pseudoClassStateChanged(CHOSEN, now));
  }

  /** A layer of the map: narrow, with its number. */
  static PartBox layer(ModelPart part, ArchitectureViewModel viewModel, Texts texts) {
    PartBox box = new PartBox(part, viewModel, texts);
    box.setText(String.valueOf(part.layer() + 1));
    box.setId("layer-" + part.layer());
    return box;
  }

  /** A part with its name, its shape and its count. */
  static PartBox full(String id, ModelPart part, ArchitectureViewModel viewModel, Texts texts) {
    PartBox box = new PartBox(part, viewModel, texts);
    box.setId(id);
    Label name = new Label();
    name.textProperty().bind(texts.text(nameKey(part)));
    name.getStyleClass().add("part-name");
    Label shape = new Label(part.shape());
    shape.getStyleClass().add("part-shape");
    Label count = new Label();
    count.textProperty().bind(count(part, texts));
    count.getStyleClass().add("part-shape");
    VBox lines = new VBox(2, name, shape, count);
    lines.setAlignment(Pos.CENTER);
    box.setGraphic(lines);
    return box;
  }

  /** A tied head has no numbers of its own. */
  private static ObservableValue<String> count(ModelPart part, Texts texts) {
    return part.parameters() == 0
        ? texts.text("ui.part.tied")
        : new SimpleStringProperty(Numbers.compact((double) part.parameters()));
  }

  static String nameKey(ModelPart part) {
    return "ui.part." + part.kind().name().toLowerCase(Locale.ROOT);
  }

  static String name(ModelPart part, Texts texts) {
    return part.kind() == Kind.LAYER
        ? texts.format("ui.part.layer.number", part.layer() + 1)
        : texts.format(nameKey(part));
  }
}
