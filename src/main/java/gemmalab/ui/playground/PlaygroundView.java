package gemmalab.ui.playground;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.generate.GeneratedToken;
import gemmalab.ui.common.NumberField;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.playground.PlaygroundViewModel.State;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

/** The playground: prompt and knobs at the left, the text, and what else the model considered. */
public final class PlaygroundView extends BorderPane {

  private static final KeyCombination GENERATE =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final PlaygroundViewModel viewModel;
  private final Texts texts;
  private final TextFlow story = new TextFlow();
  private final ScrollPane scroll = new ScrollPane(story);

  public PlaygroundView(PlaygroundViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    setLeft(knobs());
    setCenter(text());
    setRight(new CandidatesView(viewModel, texts));
    viewModel.tokens().addListener(this::follow);
  }

  private Node knobs() {
    TextArea prompt = new TextArea();
    prompt.setId("prompt");
    prompt.setWrapText(true);
    prompt.setPrefRowCount(5);
    prompt.textProperty().bindBidirectional(viewModel.prompt());
    prompt.accessibleTextProperty().bind(texts.text("ui.playground.prompt"));
    prompt.setOnKeyPressed(
        event -> {
          if (GENERATE.match(event)) {
            viewModel.generate();
          }
        });
    Label name = label(texts.text("ui.playground.prompt"), "field-name");
    name.setLabelFor(prompt);
    VBox knobs =
        new VBox(
            16,
            new VBox(4, name, prompt),
            buttons(),
            knob("temperature", viewModel.temperature(), 0, 2, 100, "%.2f"),
            knob("topK", viewModel.topK(), 0, 200, 1_000_000, "%.0f"),
            knob("maxTokens", viewModel.maxTokens(), 1, 500, 32_768, "%.0f"));
    knobs.getStyleClass().add("side");
    knobs.setPadding(new Insets(24, 16, 24, 16));
    knobs.setPrefWidth(280);
    knobs.setMinWidth(280);
    return knobs;
  }

  private NumberField knob(
      String key, DoubleProperty value, double min, double max, double limit, String pattern) {
    String name = "ui.playground." + key;
    return new NumberField(
        key.toLowerCase(Locale.ROOT),
        texts.text(name),
        texts.text(name + ".help"),
        texts.text("ui.reset"),
        value,
        min,
        max,
        limit,
        pattern);
  }

  private Node buttons() {
    Button generate =
        button("generate", "mdi2p-play", texts.text("ui.playground.generate"), viewModel::generate);
    generate.getStyleClass().add("accent");
    generate.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(generate, Priority.ALWAYS);
    generate.disableProperty().bind(viewModel.state().map(state -> state == State.WRITING));
    Button stop =
        button("stop-writing", "mdi2s-stop", texts.text("ui.playground.stop"), viewModel::stop);
    stop.disableProperty().bind(viewModel.state().map(state -> state != State.WRITING));
    return new HBox(8, generate, stop);
  }

  private Node text() {
    story.setId("story");
    story.getStyleClass().add("story");
    story.setLineSpacing(6);
    scroll.setFitToWidth(true);
    scroll.getStyleClass().add("card");
    StackPane page = new StackPane(scroll, empty());
    VBox.setVgrow(page, Priority.ALWAYS);
    VBox center = new VBox(12, page, footer());
    center.setPadding(new Insets(24));
    return center;
  }

  private Node empty() {
    VBox hint =
        new VBox(
            8,
            label(texts.text("ui.playground.empty.title"), "title"),
            paragraph(texts.text("ui.playground.empty.text"), "muted"));
    hint.getStyleClass().add("empty");
    return shownWhen(hint, viewModel.state().map(state -> state == State.EMPTY));
  }

  private Node footer() {
    Label speed = new Label();
    speed.setId("speed");
    speed.getStyleClass().add("muted");
    speed
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::footerText,
                viewModel.tokensPerSecond(),
                viewModel.end(),
                viewModel.state(),
                texts.language()));
    HBox footer = new HBox(speed);
    footer.setAlignment(Pos.CENTER_LEFT);
    return footer;
  }

  private String footerText() {
    if (viewModel.state().get() == State.EMPTY) {
      return "";
    }
    String speed =
        texts.format(
            "ui.playground.speed",
            viewModel.tokens().size(),
            Numbers.compact(viewModel.tokensPerSecond().get()));
    var end = viewModel.end().get();
    return end == null
        ? speed
        : speed + " · " + texts.format("ui.playground.end." + end.name().toLowerCase(Locale.ROOT));
  }

  private void follow(ListChangeListener.Change<? extends GeneratedToken> change) {
    while (change.next()) {
      if (change.wasRemoved()) {
        story.getChildren().clear();
      }
      if (story.getChildren().isEmpty() && change.wasAdded()) {
        add(viewModel.promptOfText(), "story-prompt");
      }
      for (GeneratedToken token : change.getAddedSubList()) {
        add(token.text(), "story-token");
      }
    }
    scroll.setVvalue(1);
  }

  private void add(String text, String style) {
    Text node = new Text(text);
    node.getStyleClass().add(style);
    story.getChildren().add(node);
  }
}
