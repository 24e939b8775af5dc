package gemmalab.ui.architecture;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.inspect.ModelPart;
import gemmalab.inspect.ModelPart.Kind;
import gemmalab.model.LayerType;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/**
 * The model as a map: left to right is the way of the data. Above, the whole model; below, the
 * inside of one layer; at the right, the selected part.
 */
public final class ArchitectureView extends SplitPane {

  private final ArchitectureViewModel viewModel;
  private final Texts texts;
  private final HBox overview = new HBox(4);
  private final HBox inside = new HBox(6);

  /** What was made for a layer is shown again at the next click on it. */
  private final IdentityHashMap<ModelPart, List<Node>> insides = new IdentityHashMap<>();

  public ArchitectureView(ArchitectureViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    setId("architecture");
    PartInspector inspector = new PartInspector(viewModel, texts);
    SplitPane.setResizableWithParent(inspector, false);
    getItems().addAll(map(), inspector);
    setDividerPositions(0.66);
    viewModel.model().addListener((o, old, now) -> showOverview(now));
    viewModel.layer().addListener((o, old, now) -> showLayer(now));
    showOverview(viewModel.model().get());
    showLayer(viewModel.layer().get());
  }

  private Node map() {
    overview.setAlignment(Pos.CENTER_LEFT);
    overview.setId("overview");
    inside.setAlignment(Pos.CENTER_LEFT);
    inside.setId("inside");
    VBox map =
        new VBox(
            16,
            label(texts.text("ui.architecture.title"), "title"),
            paragraph(texts.text("ui.architecture.text"), "muted"),
            card(overview),
            legend(),
            layerTitle(),
            card(new VBox(12, inside, formula())),
            paragraph(texts.text("ui.architecture.stream"), "muted"));
    map.setPadding(new Insets(24));
    ScrollPane scroll = new ScrollPane(map);
    scroll.setFitToWidth(true);
    return scroll;
  }

  private static Node card(Region content) {
    StackPane card = new StackPane(content);
    card.getStyleClass().add("card");
    card.setPadding(new Insets(16));
    return card;
  }

  private Node legend() {
    Label local = label(texts.text("ui.architecture.local"), "legend", "sliding");
    Label full = label(texts.text("ui.architecture.full"), "legend", "full");
    return new HBox(16, local, full);
  }

  private Node layerTitle() {
    Label title = new Label();
    title.getStyleClass().add("section");
    title
        .textProperty()
        .bind(Bindings.createStringBinding(this::layerText, viewModel.layer(), texts.language()));
    return title;
  }

  private String layerText() {
    ModelPart layer = viewModel.layer().get();
    if (layer == null) {
      return "";
    }
    String kind =
        texts.format(
            layer.type() == LayerType.FULL ? "ui.architecture.full" : "ui.architecture.local");
    return texts.format("ui.architecture.layer", layer.layer() + 1, kind);
  }

  private static Node formula() {
    Label formula =
        new Label("x = x + norm(attention(norm(x)))\nx = x + norm(feedForward(norm(x)))");
    formula.getStyleClass().add("mono");
    return formula;
  }

  private void showOverview(@org.jspecify.annotations.Nullable ModelPart model) {
    overview.getChildren().clear();
    insides.clear();
    if (model == null) {
      return;
    }
    overview.getChildren().add(end("ui.architecture.tokens", "[B, T]"));
    List<ModelPart> parts = model.children();
    for (int i = 0; i < parts.size(); i++) {
      overview.getChildren().add(overviewBox("part-" + i, parts.get(i)));
    }
    overview.getChildren().add(end("ui.architecture.logits", model.shape()));
  }

  private Node overviewBox(String id, ModelPart part) {
    PartBox box =
        part.kind() == Kind.LAYER
            ? PartBox.layer(part, viewModel, texts)
            : PartBox.full(id, part, viewModel, texts);
    if (part.kind() == Kind.LAYER) {
      box.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(box, Priority.ALWAYS);
    }
    return box;
  }

  /** What goes in at the left and comes out at the right. */
  private Node end(String key, String shape) {
    Label shapes = new Label(shape);
    shapes.getStyleClass().add("part-shape");
    VBox end = new VBox(2, label(texts.text(key), "part-name"), shapes);
    end.setAlignment(Pos.CENTER);
    end.setMinWidth(Region.USE_PREF_SIZE);
    return end;
  }

  private void showLayer(@org.jspecify.annotations.Nullable ModelPart layer) {
    inside
        .getChildren()
        .setAll(layer == null ? List.of() : insides.computeIfAbsent(layer, this::boxes));
  }

  private List<Node> boxes(ModelPart layer) {
    List<Node> boxes = new ArrayList<>();
    List<ModelPart> parts = layer.children();
    for (int i = 0; i < parts.size(); i++) {
      PartBox box = PartBox.full("inside-" + i, parts.get(i), viewModel, texts);
      box.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(box, Priority.ALWAYS);
      boxes.add(box);
      boolean addsToStream = i == parts.size() / 2 - 1 || i == parts.size() - 1;
      Label arrow = new Label(addsToStream ? "⊕" : "→");
      arrow.getStyleClass().add("arrow");
      arrow.setMinWidth(Region.USE_PREF_SIZE);
      boxes.add(arrow);
    }
    return boxes;
  }
}
