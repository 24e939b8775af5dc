package gemmalab.ui.playground;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.inSight;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.playground.StoryViewModel.State;
import gemmalab.ui.shell.ModelSelection;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The playground: prompt and knobs at the left, the story, and the choice of its tokens. */
public final class PlaygroundView extends BorderPane {

  private static final double LEFT_WIDTH = 300;
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");
  private static final KeyCombination UNDO =
      new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);

  private final PlaygroundViewModel viewModel;
  private final Texts texts;
  private final BooleanBinding writing;

  /**
   * Builds the screen.
   *
   * @param models from which each story may have its own
   * @param train trains a preset
   */
  public PlaygroundView(
      PlaygroundViewModel viewModel,
      ModelSelection models,
      Texts texts,
      ObservableValue<Theme> theme,
      Consumer<String> train) {
    this.viewModel = viewModel;
    this.texts = texts;
    writing =
        Bindings.createBooleanBinding(
            this::isWriting, viewModel.story(Side.A).state(), viewModel.story(Side.B).state());
    getStyleClass().add("playground");
    setLeft(orders());
    setCenter(stories(models, train));
    setRight(new ChoiceView(viewModel, texts));
    theme.addListener((o, old, now) -> pseudoClassStateChanged(DARK, now == Theme.DARK));
    pseudoClassStateChanged(DARK, theme.getValue() == Theme.DARK);
    addEventHandler(KeyEvent.KEY_PRESSED, this::shortcut);
    viewModel.watched().bind(inSight(this));
  }

  private boolean isWriting() {
    return viewModel.story(Side.A).state().get() == State.WRITING
        || viewModel.story(Side.B).state().get() == State.WRITING;
  }

  private void shortcut(KeyEvent event) {
    if (UNDO.match(event)) {
      viewModel.undo();
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      viewModel.story(viewModel.active().get()).select(null);
      event.consume();
    }
  }

  private Node orders() {
    VBox top = new VBox(12, new PromptView(viewModel, texts), buttons());
    VBox content = new VBox(16, top, new SamplingView(viewModel, texts));
    content.setPadding(new Insets(16));
    ScrollPane scroll = new ScrollPane(content);
    scroll.setId("orders");
    scroll.setFocusTraversable(false);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().add("side");
    scroll.setPrefWidth(LEFT_WIDTH);
    scroll.setMinWidth(LEFT_WIDTH);
    return scroll;
  }

  private Node buttons() {
    Button generate =
        button("generate", "mdi2p-play", texts.text("ui.playground.generate"), viewModel::generate);
    generate.getStyleClass().add("accent");
    Button stop =
        button("stop-writing", "mdi2s-stop", texts.text("ui.playground.stop"), viewModel::stop);
    Button continueStory =
        button(
            "go-on", "mdi2s-skip-next", texts.text("ui.playground.goOn"), viewModel::continueStory);
    continueStory
        .disableProperty()
        .bind(writing.or(Bindings.isEmpty(viewModel.story(Side.A).places())));
    generate.disableProperty().bind(viewModel.writing().isHeldBack());
    for (Button each : new Button[] {generate, stop, continueStory}) {
      each.setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(each, Priority.ALWAYS);
    }
    return new HBox(8, shownWhen(generate, writing.not()), shownWhen(stop, writing), continueStory);
  }

  private Node stories(ModelSelection models, Consumer<String> train) {
    StoryView first = new StoryView(viewModel, Side.A, models, texts);
    StoryView second =
        shownWhen(new StoryView(viewModel, Side.B, models, texts), viewModel.comparing());
    HBox sides = new HBox(16, first, second);
    for (StoryView each : new StoryView[] {first, second}) {
      HBox.setHgrow(each, Priority.ALWAYS);
      each.setMinWidth(0);
      each.setPrefWidth(100); // both get the same share
    }
    StackPane page = new StackPane(sides, new UntrainedNote(viewModel, texts, train));
    VBox.setVgrow(page, Priority.ALWAYS);
    VBox center = new VBox(8, page, switches());
    center.setPadding(new Insets(16, 24, 16, 24));
    return center;
  }

  private Node switches() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    ToggleButton cached = toggle("cached", "mdi2m-memory");
    cached.selectedProperty().bindBidirectional(viewModel.order().cached());
    ToggleButton comparing = toggle("comparing", "mdi2c-compare-horizontal");
    comparing.selectedProperty().bindBidirectional(viewModel.comparing());
    return new HBox(8, cached, space, comparing);
  }

  private ToggleButton toggle(String key, String icon) {
    ToggleButton toggle = new ToggleButton(null, new FontIcon(icon));
    toggle.setId(key);
    toggle.getStyleClass().add("small");
    toggle.textProperty().bind(texts.text("ui.playground." + key));
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text("ui.playground." + key + ".help"));
    toggle.setTooltip(tooltip);
    return toggle;
  }
}
