package gemmalab.ui.attention.grid;

import gemmalab.inspect.AblationResult;
import gemmalab.inspect.picture.HeadGridGeometry;
import gemmalab.inspect.picture.HeadGridPicture;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.LayerType;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.PictureView;
import gemmalab.ui.attention.head.HeadFacts;
import gemmalab.ui.attention.head.HeadNames;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The picture of all heads: a click or the arrow keys choose one, Space switches it off or on, and
 * it tells which one it is.
 */
final class HeadGridBoard extends PictureView {

  private final AttentionViewModel attention;
  private final AblationViewModel ablation;
  private final Texts texts;
  private final ObjectProperty<Content> content = new SimpleObjectProperty<>(Content.MAPS);
  private final Rectangle frame = new Rectangle();
  private HeadGridGeometry geometry = new HeadGridGeometry(1, 1, 1);

  /** What is drawn of each head. */
  enum Content {
    MAPS,
    COSTS
  }

  HeadGridBoard(
      AttentionViewModel attention,
      AblationViewModel ablation,
      Texts texts,
      ObservableValue<Theme> theme) {
    super("head-wall", "ui.attention.maps", texts, theme);
    this.attention = attention;
    this.ablation = ablation;
    this.texts = texts;
    setMinHeight(120);
    setPrefHeight(120);
    frame.getStyleClass().add("chosen-frame");
    addAbove(frame);
    setOnMousePressed(this::point);
    setOnKeyPressed(this::walk);
    attention.result().addListener((o, old, now) -> redraw());
    attention.scale().addListener((o, old, now) -> redraw());
    attention.head().addListener((o, old, now) -> showCursor());
    ablation.result().addListener((o, old, now) -> redraw());
    content.addListener((o, old, now) -> redraw());
  }

  ObjectProperty<Content> content() {
    return content;
  }

  @Override
  protected @Nullable Picture draw(double width, double height) {
    InspectionResult result = attention.result().get();
    if (result == null) {
      return null;
    }
    float[][][][] weights = result.modified().weights();
    geometry = HeadGridGeometry.fitting(weights.length, weights[0].length, width - 4, height - 4);
    return picture(result);
  }

  private Picture picture(InspectionResult result) {
    var types = result.key().model().config().layerTypes();
    var ablatedHeads = result.key().intervention().ablatedHeads();
    AblationResult measured = ablation.result().get();
    return content.get() == Content.COSTS && measured != null
        ? HeadGridPicture.ofAblation(measured, types, ablatedHeads, geometry, texts.messages())
        : HeadGridPicture.ofMaps(
            result.modified(),
            types,
            ablatedHeads,
            attention.scale().get(),
            geometry,
            texts.messages());
  }

  @Override
  protected void showCursor() {
    AttentionHead head = attention.head().get();
    frame.setX(geometry.x(head.head()) - 2);
    frame.setY(geometry.y(head.layer()) - 2);
    frame.setWidth(geometry.cell() + 4);
    frame.setHeight(geometry.cell() + 4);
    InspectionResult result = attention.result().get();
    if (result != null) {
      say(words(result, head));
    }
  }

  private String words(InspectionResult result, AttentionHead head) {
    AblationResult measured = ablation.result().get();
    String name = HeadNames.name(texts, head);
    if (content.get() == Content.COSTS && measured != null) {
      String lossIncrease =
          HeadGridPicture.lossIncrease(measured.lossIncrease(head.layer(), head.head()));
      return texts.format("ui.attention.wall.cost", name, lossIncrease);
    }
    LayerType type = result.key().model().config().layerTypes().get(head.layer());
    String kind = type == LayerType.FULL ? "ui.attention.wall.full" : "ui.attention.wall.local";
    String pattern =
        result.key().intervention().ablatedHeads().contains(head)
            ? texts.format("ui.attention.wall.off")
            : HeadFacts.pattern(texts, HeadFacts.statistics(result, head));
    return texts.format("ui.attention.wall.reading", name, texts.format(kind), pattern);
  }

  private void point(MouseEvent event) {
    requestFocus();
    geometry.at(event.getX(), event.getY()).ifPresent(attention.head()::set);
  }

  private void walk(KeyEvent event) {
    AttentionHead now = attention.head().get();
    switch (event.getCode()) {
      case UP -> go(now.layer() - 1, now.head());
      case DOWN -> go(now.layer() + 1, now.head());
      case LEFT -> go(now.layer(), now.head() - 1);
      case RIGHT -> go(now.layer(), now.head() + 1);
      case SPACE -> attention.toggle(now);
      default -> {
        return;
      }
    }
    event.consume();
  }

  private void go(int layer, int head) {
    attention
        .head()
        .set(
            new AttentionHead(
                Math.max(0, Math.min(geometry.layers() - 1, layer)),
                Math.max(0, Math.min(geometry.heads() - 1, head))));
  }
}
