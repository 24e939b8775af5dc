package gemmalab.ui.architecture.explain;

import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.explain.RotaryPicture;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.model.ModelStage;
import gemmalab.ui.common.PictureCanvas;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import java.util.EnumSet;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Slider;
import org.jspecify.annotations.Nullable;

/** RoPE: the dials of both bases at a distance that one sets, and how a score falls with it. */
final class RotaryPanel extends PartPanel {

  private static final double WIDTH = 228;
  private static final int LEAST_REACH = 64;

  private final Texts texts;
  private final ObservableValue<Theme> theme;
  private final PictureCanvas canvas = new PictureCanvas();
  private final Slider distance = new Slider(0, LEAST_REACH, 8);
  private @Nullable GemmaConfig config;

  RotaryPanel(Texts texts, ObservableValue<Theme> theme) {
    super("explain-rope", EnumSet.of(ModelStage.ROTATED_QUERIES, ModelStage.ROTATED_KEYS));
    this.texts = texts;
    this.theme = theme;
    title.textProperty().bind(texts.text("ui.explain.rope"));
    distance.setId("explain-rope-distance");
    distance.accessibleTextProperty().bind(texts.text("ui.explain.rope.distance"));
    distance.valueProperty().addListener((o, old, now) -> draw());
    theme.addListener((o, old, now) -> draw());
    getChildren().addAll(title, canvas, distance, sentence);
  }

  @Override
  void show(Spot spot, DiagramValues values) {
    config = values.activations().config();
    distance.setMax(Math.max(LEAST_REACH, 2.0 * config.window(LayerType.SLIDING)));
    draw();
  }

  private void draw() {
    if (config == null) {
      return;
    }
    int tokens = (int) Math.round(distance.getValue());
    int most = (int) distance.getMax();
    canvas.show(
        RotaryPicture.of(config, tokens, most, WIDTH, texts.messages()),
        theme.getValue().palette());
    sentence.setText(texts.format("ui.explain.rope.text", tokens));
  }
}
