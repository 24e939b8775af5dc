package gemmalab.ui.architecture.shapes;

import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.onShown;

import gemmalab.app.MachineSpeed;
import gemmalab.inspect.module.ModelModule;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/**
 * Shapes and sizes: the numbers of a configuration at the left, and what follows from them, at
 * once: parameters and shapes of each module, memory, operations and the expected speed.
 */
public final class SizesView extends BorderPane {

  private static final double COSTS_WIDTH = 288;

  private final SizesViewModel sizes;
  private final Texts texts;
  private final CostBars training = new CostBars("cost-training");
  private final CostBars cache = new CostBars("cost-cache");
  private final CostBars operations = new CostBars("cost-operations");
  private final Label parametersTile = tileValue("tile-parameters");
  private final Label weightsTile = tileValue("tile-weights");
  private final Label trainingTile = tileValue("tile-training");
  private final Label cacheTile = tileValue("tile-cache");
  private final Label operationsTile = tileValue("tile-operations");
  private final Label speedTile = tileValue("tile-speed");

  public SizesView(ShapesModels models, Texts texts) {
    this.sizes = models.sizes();
    this.texts = texts;
    setId("sizes");
    setLeft(new ConfigurationFormView(sizes, models.families().configurations(), texts));
    ModuleTable modules = new ModuleTable(sizes, models.selected(), texts);
    HBox.setHgrow(modules, Priority.ALWAYS);
    modules.setMinWidth(0);
    HBox columns = new HBox(16, modules, costs());
    columns.setMinHeight(0);
    VBox.setVgrow(columns, Priority.ALWAYS);
    VBox content = new VBox(12, tiles(), columns, about(models));
    content.getStyleClass().add("shapes-page");
    content.setMinSize(0, 0);
    content.opacityProperty().bind(sizes.fault().map(fault -> 0.4).orElse(1.0));
    setCenter(content);
    sizes.sizing().addListener((o, old, now) -> show());
    sizes.speed().addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
    show();
    onShown(this, sizes::visit);
  }

  private void show() {
    SizeCosts costs = new SizeCosts(sizes.sizing().get(), texts);
    long parameters = ModelModule.MODEL.parameters(sizes.sizing().get().config());
    parametersTile.setText(SizeText.count((double) parameters));
    weightsTile.setText(costs.weights());
    trainingTile.setText(costs.trainingTotal());
    cacheTile.setText(costs.cacheTotal());
    operationsTile.setText(costs.operationsTotal());
    speedTile.setText(costs.speed(sizes.speed().get()));
    training.show(texts.format("ui.sizes.training", costs.trainingTotal()), costs.training());
    cache.show(texts.format("ui.sizes.cache", costs.cacheTotal()), costs.cache());
    operations.show(texts.format("ui.sizes.flops", costs.operationsTotal()), costs.operations());
  }

  private HBox tiles() {
    HBox tiles =
        new HBox(
            8,
            tile("ui.sizes.tile.parameters", parametersTile),
            tile("ui.sizes.tile.weights", weightsTile),
            tile("ui.sizes.tile.training", trainingTile),
            tile("ui.sizes.tile.cache", cacheTile),
            tile("ui.sizes.tile.operations", operationsTile),
            tile("ui.sizes.tile.speed", speedTile));
    tiles.getChildren().forEach(tile -> HBox.setHgrow(tile, Priority.ALWAYS));
    return tiles;
  }

  private VBox tile(String key, Label value) {
    VBox tile = new VBox(label(texts.text(key), "field-name"), value);
    tile.getStyleClass().addAll("card", "tile", "size-tile");
    tile.setPrefWidth(1);
    tile.setMaxWidth(Double.MAX_VALUE);
    return tile;
  }

  private static Label tileValue(String id) {
    Label value = new Label();
    value.setId(id);
    value.getStyleClass().add("big-number");
    return value;
  }

  private Node costs() {
    Label basis = new Label();
    basis.setId("speed-basis");
    basis.getStyleClass().add("field-name");
    basis.setWrapText(true);
    basis.setMinHeight(Region.USE_PREF_SIZE);
    basis
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::basis, sizes.speed(), sizes.measuring(), texts.language()));
    Button again =
        iconButton(
            "measure-speed", "mdi2s-speedometer", texts.text("ui.sizes.measure"), sizes::measure);
    again.disableProperty().bind(sizes.measuring());
    HBox.setHgrow(basis, Priority.ALWAYS);
    basis.setMaxWidth(Double.MAX_VALUE);
    HBox speed = new HBox(4, basis, again);
    VBox costs = new VBox(12, training, cache, operations, speed);
    costs.setPrefWidth(COSTS_WIDTH);
    costs.setMinWidth(COSTS_WIDTH);
    return costs;
  }

  /** What the predicted speed is based on. */
  private String basis() {
    MachineSpeed speed = sizes.speed().get();
    if (sizes.measuring().get()) {
      return texts.format("ui.sizes.speed.measuring");
    }
    return speed == null
        ? texts.format("ui.sizes.speed.none")
        : texts.format(
            "ui.sizes.speed.basis",
            Numbers.whole(Math.round(speed.small().tokensPerSecond())),
            Numbers.whole(Math.round(speed.wide().tokensPerSecond())),
            speed.precision().label());
  }

  /** The selected module, in one sentence. */
  private Node about(ShapesModels models) {
    Label name =
        label(
            Bindings.createStringBinding(
                () -> texts.format(models.selected().get().key()),
                models.selected(),
                texts.language()),
            "section");
    Label about =
        label(
            Bindings.createStringBinding(
                () -> texts.format(models.selected().get().key() + ".about"),
                models.selected(),
                texts.language()));
    about.setWrapText(true);
    about.setMinHeight(Region.USE_PREF_SIZE);
    VBox note = new VBox(2, name, about);
    note.getStyleClass().addAll("card", "module-note");
    return note;
  }
}
