package gemmalab.ui.architecture;

import static gemmalab.ui.common.Controls.label;

import gemmalab.inspect.diagram.CellNumbers;
import gemmalab.inspect.diagram.HeadChoice;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.picture.TokenLabels;
import gemmalab.inspect.stage.Attribution.Kind;
import gemmalab.inspect.stage.Attribution.Part;
import gemmalab.ui.common.Texts;
import java.util.Comparator;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Rectangle;

/**
 * Where the next word came from: its logit as a sum over what was added to the residual stream, the
 * largest parts as bars. A click on a head shows what it attends to.
 */
final class AttributionBars extends VBox {

  private static final int SHOWN = 8;
  private static final double NAME = 114;
  private static final double ROOM = 64;

  private final DiagramModels models;
  private final Texts texts;
  private final VBox rows = new VBox(1);
  private final Label title = new Label();

  AttributionBars(DiagramModels models, Texts texts) {
    super(4);
    this.models = models;
    this.texts = texts;
    setId("attribution");
    title.getStyleClass().add("section");
    title.setId("attribution-title");
    title.setWrapText(true);
    title.setMinHeight(Region.USE_PREF_SIZE);
    Label source = label(texts.text("ui.diagram.attribution.about"), "field-name");
    source.setWrapText(true);
    source.setMinHeight(Region.USE_PREF_SIZE);
    getChildren().addAll(title, rows, source);
    models.attribution().found().addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
    show();
  }

  private void show() {
    AttributionModel.Found found = models.attribution().found().get();
    setVisible(found != null);
    setManaged(found != null);
    if (found == null) {
      return;
    }
    String word = TokenLabels.said(found.word().label());
    title.setText(
        texts.format(
            "ui.diagram.attribution", word, CellNumbers.text(found.attribution().logit())));
    List<Part> largest =
        found.attribution().parts().stream()
            .sorted(Comparator.comparingDouble((Part part) -> -Math.abs(part.value())))
            .limit(SHOWN)
            .toList();
    double most = largest.stream().mapToDouble(part -> Math.abs(part.value())).max().orElse(1);
    rows.getChildren().setAll(largest.stream().map(part -> row(part, most)).toList());
    double rest = found.attribution().logit() - largest.stream().mapToDouble(Part::value).sum();
    rows.getChildren()
        .add(
            label(
                texts.text(
                    "ui.diagram.attribution.rest",
                    found.attribution().parts().size() - largest.size(),
                    CellNumbers.text(rest)),
                "field-name"));
  }

  private Button row(Part part, double most) {
    Label name = new Label(name(part));
    name.setMinWidth(NAME);
    name.setPrefWidth(NAME);
    Label value = new Label(CellNumbers.text(part.value()));
    value.getStyleClass().add("choice-number");
    value.setMinWidth(Region.USE_PREF_SIZE);
    HBox line = new HBox(6, name, bar(part.value() / most), value);
    line.setAlignment(Pos.CENTER_LEFT);
    Button row = new Button(null, line);
    row.getStyleClass().setAll("button", "choice-row");
    row.setMaxWidth(Double.MAX_VALUE);
    row.setAccessibleText(name(part) + " " + value.getText());
    row.setOnAction(event -> go(part));
    return row;
  }

  /** To the right what speaks for the word, to the left what speaks against it. */
  private static Pane bar(double share) {
    Rectangle bar = new Rectangle(ROOM / 2 * Math.abs(share), 10);
    bar.setX(share < 0 ? ROOM / 2 + ROOM / 2 * share : ROOM / 2);
    bar.getStyleClass().add(share < 0 ? "share-negative" : "share-positive");
    Pane room = new Pane(bar);
    room.setMinSize(ROOM, 10);
    room.setMaxSize(ROOM, 10);
    return room;
  }

  private String name(Part part) {
    return switch (part.kind()) {
      case EMBEDDING -> texts.format("ui.diagram.part.embedding");
      case HEAD -> texts.format("ui.diagram.part.head", part.layer() + 1, part.head() + 1);
      case FEED_FORWARD -> texts.format("ui.diagram.part.feedForward", part.layer() + 1);
    };
  }

  private void go(Part part) {
    if (part.kind() == Kind.HEAD) {
      models.selection().heads().set(new HeadChoice(part.head()));
    }
    int token = models.selection().selected().get().token();
    models.selection().select(Spot.band(Math.max(-1, part.layer()), token));
  }
}
