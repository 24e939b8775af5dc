package gemmalab.ui.playground;

import gemmalab.app.OpenModel;
import gemmalab.generate.GenerationRequest.CacheMode;
import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.playground.StoryViewModel.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** How fast the story was written and why it ended; what the cache holds and saves. */
final class StoryFooter extends VBox {

  private final PlaygroundViewModel playground;
  private final StoryViewModel viewModel;
  private final Texts texts;

  StoryFooter(PlaygroundViewModel playground, Side side, Texts texts) {
    this.playground = playground;
    this.viewModel = playground.story(side);
    this.texts = texts;
    setSpacing(2);
    getChildren().addAll(line("speed", side), line("keys", side));
  }

  private Label line(String id, Side side) {
    Label line = new Label();
    line.setId(id + (side == Side.A ? "" : "-" + side));
    line.getStyleClass().addAll("field-name");
    line.setWrapText(true);
    line.setMinHeight(USE_PREF_SIZE);
    line.textProperty()
        .bind(
            Bindings.createStringBinding(
                id.equals("speed") ? this::speedText : this::keysText, changes()));
    return line;
  }

  private Observable[] changes() {
    WritingSpeed speed = viewModel.speed();
    return new Observable[] {
      viewModel.leaf(),
      viewModel.state(),
      viewModel.end(),
      viewModel.conversation().dropped(),
      viewModel.model().model(),
      speed.firstTokenMs(),
      speed.tokensPerSecond(CacheMode.CACHED),
      speed.tokensPerSecond(CacheMode.ANEW),
      playground.order().cached(),
      texts.language()
    };
  }

  private String speedText() {
    if (viewModel.state().get() == State.EMPTY) {
      return "";
    }
    WritingSpeed speed = viewModel.speed();
    List<String> parts = new ArrayList<>();
    parts.add(texts.format("ui.playground.tokens", viewModel.places().size()));
    addRate(parts, "ui.playground.speed", speed.tokensPerSecond(CacheMode.CACHED).get());
    addRate(parts, "ui.playground.speed.anew", speed.tokensPerSecond(CacheMode.ANEW).get());
    double first = speed.firstTokenMs().get();
    if (!Double.isNaN(first)) {
      parts.add(texts.format("ui.playground.first", Numbers.milliseconds(first)));
    }
    int dropped = viewModel.conversation().dropped().get();
    if (dropped > 0) {
      parts.add(texts.format("ui.playground.conversation.dropped", dropped));
    }
    var end = viewModel.end().get();
    if (end != null) {
      parts.add(texts.format("ui.playground.end." + end.name().toLowerCase(Locale.ROOT)));
    }
    return String.join(" · ", parts);
  }

  private void addRate(List<String> parts, String key, double value) {
    if (!Double.isNaN(value)) {
      parts.add(texts.format(key, Numbers.compact(value)));
    }
  }

  /** Of a sliding layer the window is kept at most, of a full layer everything. */
  private String keysText() {
    OpenModel open = viewModel.model().model().get();
    if (open == null
        || !playground.order().cached().get()
        || viewModel.state().get() == State.EMPTY) {
      return playground.order().cached().get() ? "" : texts.format("ui.playground.keys.none");
    }
    GemmaConfig config = open.config();
    int tokens = viewModel.tokens();
    return texts.format(
        "ui.playground.keys",
        tokens,
        Math.min(tokens, config.window(LayerType.SLIDING)),
        count(config, LayerType.SLIDING),
        count(config, LayerType.FULL));
  }

  private static long count(GemmaConfig config, LayerType type) {
    return config.layerTypes().stream().filter(layer -> layer == type).count();
  }
}
