package gemmalab.ui.attention;

import static gemmalab.ui.common.Controls.label;

import gemmalab.inspect.Inspection;
import gemmalab.model.LayerType;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.OpenModelState;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;

/** All layers and heads as small maps; a click makes one large. */
final class HeadWall extends VBox {

  private static final double SIDE = 48;

  private final AttentionViewModel viewModel;
  private final OpenModelState openModel;
  private final Texts texts;
  private final GridPane grid = new GridPane();

  HeadWall(AttentionViewModel viewModel, OpenModelState openModel, Texts texts) {
    this.viewModel = viewModel;
    this.openModel = openModel;
    this.texts = texts;
    grid.setHgap(6);
    grid.setVgap(6);
    grid.setPadding(new Insets(4));
    grid.setId("head-wall");
    ScrollPane scroll = new ScrollPane(grid);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    setSpacing(8);
    setPadding(new Insets(16, 8, 24, 24));
    getChildren().addAll(label(texts.text("ui.attention.wall"), "section"), scroll);
    visibleProperty().bind(viewModel.maps().map(maps -> true).orElse(false));
    managedProperty().bind(visibleProperty());
    viewModel.maps().addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
  }

  private void show() {
    grid.getChildren().clear();
    Inspection maps = viewModel.maps().get();
    if (maps == null) {
      return;
    }
    ToggleGroup one = new ToggleGroup();
    for (int layer = 0; layer < maps.weights().length; layer++) {
      grid.add(layerName(layer), 0, layer);
      for (int head = 0; head < maps.weights()[layer].length; head++) {
        grid.add(map(maps, layer, head, one), head + 1, layer);
      }
    }
  }

  private Node layerName(int layer) {
    Label name = new Label("L" + (layer + 1));
    name.getStyleClass().addAll("layer-name", full(layer) ? "full" : "sliding");
    name.setAlignment(Pos.CENTER);
    name.setMinWidth(34);
    return name;
  }

  private Node map(Inspection maps, int layer, int head, ToggleGroup one) {
    ImageView image = new ImageView(MapImage.of(maps.weights()[layer][head], 1));
    image.setFitWidth(SIDE);
    image.setFitHeight(SIDE);
    image.setSmooth(maps.tokens().size() > SIDE);
    ToggleButton button = new ToggleButton(null, image);
    button.setId("map-" + layer + "-" + head);
    button.getStyleClass().addAll("small-map", full(layer) ? "full" : "sliding");
    String name = texts.format("ui.attention.head", layer + 1, head + 1);
    button.setAccessibleText(name);
    button.setTooltip(new Tooltip(name));
    button.setToggleGroup(one);
    button.setSelected(layer == viewModel.layer().get() && head == viewModel.head().get());
    button.setOnAction(
        event -> {
          button.setSelected(true);
          viewModel.head().set(head);
          viewModel.layer().set(layer);
        });
    return button;
  }

  private boolean full(int layer) {
    var model = openModel.model().get();
    return model != null && model.config().layerTypes().get(layer) == LayerType.FULL;
  }
}
