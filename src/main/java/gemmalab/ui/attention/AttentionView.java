package gemmalab.ui.attention;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.inspect.Inspection;
import gemmalab.model.LayerType;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.OpenModelState;
import java.util.Objects;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;

/** The attention screen: a wall of small maps, and the chosen one large. */
public final class AttentionView extends BorderPane {

  private final AttentionViewModel viewModel;
  private final OpenModelState openModel;
  private final Texts texts;
  private final Heatmap heatmap;

  public AttentionView(
      AttentionViewModel viewModel,
      OpenModelState openModel,
      Texts texts,
      ObservableValue<Theme> theme) {
    this.viewModel = viewModel;
    this.openModel = openModel;
    this.texts = texts;
    heatmap =
        new Heatmap((from, to, share) -> texts.format("ui.attention.reading", from, to, share));
    setTop(textRow());
    setLeft(new HeadWall(viewModel, openModel, texts));
    setCenter(large());
    theme.addListener((o, old, now) -> heatmap.setInk(ink(now)));
    heatmap.setInk(ink(theme.getValue()));
    texts.language().addListener((o, old, now) -> heatmap.sayAgain());
    viewModel.maps().addListener((o, old, now) -> showChosen());
    viewModel.layer().addListener((o, old, now) -> showChosen());
    viewModel.head().addListener((o, old, now) -> showChosen());
  }

  private Node textRow() {
    TextField text = new TextField();
    text.setId("attention-text");
    text.textProperty().bindBidirectional(viewModel.text());
    text.accessibleTextProperty().bind(texts.text("ui.attention.text"));
    text.setOnAction(event -> viewModel.look());
    HBox.setHgrow(text, Priority.ALWAYS);
    Button look =
        button("look", "mdi2e-eye-outline", texts.text("ui.attention.look"), viewModel::look);
    look.getStyleClass().add("accent");
    look.disableProperty().bind(viewModel.busy());
    Label name = label(texts.text("ui.attention.text"), "field-name");
    name.setLabelFor(text);
    HBox row = new HBox(12, name, text, look);
    row.setAlignment(Pos.CENTER_LEFT);
    row.setPadding(new Insets(24, 24, 0, 24));
    return row;
  }

  private Node large() {
    Label title = new Label();
    title.getStyleClass().add("title");
    title
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::titleText,
                viewModel.maps(),
                viewModel.layer(),
                viewModel.head(),
                texts.language()));
    Label reading = new Label();
    reading.setId("reading");
    reading.setWrapText(true);
    reading.textProperty().bind(heatmap.reading());
    heatmap.setMinSize(0, 0);
    VBox.setVgrow(heatmap, Priority.ALWAYS);
    VBox map =
        new VBox(8, title, reading, heatmap, paragraph(texts.text("ui.attention.caveat"), "muted"));
    VBox.setVgrow(map, Priority.ALWAYS);
    StackPane page =
        new StackPane(
            shownWhen(map, viewModel.maps().map(Objects::nonNull).orElse(false)), empty());
    page.setPadding(new Insets(16, 24, 24, 8));
    return page;
  }

  private Node empty() {
    VBox hint =
        new VBox(
            8,
            label(texts.text("ui.attention.empty.title"), "title"),
            paragraph(texts.text("ui.attention.empty.text"), "muted"));
    hint.getStyleClass().add("empty");
    return shownWhen(hint, viewModel.maps().map(Objects::isNull).orElse(true));
  }

  private String titleText() {
    var model = openModel.model().get();
    if (model == null || viewModel.maps().get() == null) {
      return "";
    }
    int layer = viewModel.layer().get();
    LayerType type = model.config().layerTypes().get(layer);
    String key = type == LayerType.FULL ? "ui.attention.title.full" : "ui.attention.title.sliding";
    return texts.format(key, layer + 1, viewModel.head().get() + 1, model.config().window(type));
  }

  private void showChosen() {
    Inspection maps = viewModel.maps().get();
    float[][] chosen = viewModel.chosenMap();
    if (maps != null && chosen != null) {
      heatmap.show(maps.tokens(), chosen);
    }
  }

  private static Color ink(Theme theme) {
    return Color.web(theme == Theme.DARK ? "#c9d1d9" : "#24292f");
  }
}
