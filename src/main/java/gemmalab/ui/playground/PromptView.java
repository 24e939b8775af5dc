package gemmalab.ui.playground;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The prompt: its text, earlier ones and examples, and its tokens. */
final class PromptView extends VBox {

  private static final int EXAMPLES = 5;
  private static final int MENU_LENGTH = 48;
  private static final PseudoClass TOO_LONG = PseudoClass.getPseudoClass("too-long");
  private static final KeyCombination GENERATE =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

  private final PlaygroundViewModel viewModel;
  private final Texts texts;
  private final TextArea prompt = new TextArea();
  private final ToggleButton chipsShown = new ToggleButton();

  PromptView(PlaygroundViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    setSpacing(4);
    prompt.setId("prompt");
    prompt.setWrapText(true);
    prompt.setPrefRowCount(4);
    prompt.setPrefColumnCount(10);
    prompt.textProperty().bindBidirectional(viewModel.prompt());
    prompt.accessibleTextProperty().bind(texts.text("ui.playground.prompt"));
    prompt.setOnKeyPressed(
        event -> {
          if (GENERATE.match(event)) {
            viewModel.generate();
          }
        });
    getChildren().addAll(heading(), prompt, count(), chips());
  }

  private Node heading() {
    Label name = label(texts.text("ui.playground.prompt"), "field-name");
    name.setLabelFor(prompt);
    MenuButton menu = new MenuButton(null, new FontIcon("mdi2h-history"));
    menu.setId("prompts");
    menu.getStyleClass().add("small");
    menu.textProperty().bind(texts.text("ui.playground.prompts"));
    menu.setOnShowing(event -> fill(menu));
    fill(menu);
    return spread(name, menu);
  }

  private void fill(MenuButton menu) {
    menu.getItems().clear();
    for (int i = 1; i <= EXAMPLES; i++) {
      menu.getItems().add(item(texts.format("ui.playground.example." + i)));
    }
    if (!viewModel.history().isEmpty()) {
      menu.getItems().add(new SeparatorMenuItem());
      viewModel.history().forEach(text -> menu.getItems().add(item(text)));
    }
  }

  /** Puts a text in the editor's place, in a way that the editor can undo. */
  private MenuItem item(String text) {
    String line = text.replace('\n', ' ');
    MenuItem item =
        new MenuItem(
            line.length() <= MENU_LENGTH ? line : line.substring(0, MENU_LENGTH).strip() + "…");
    item.setMnemonicParsing(false);
    item.setOnAction(event -> prompt.replaceText(0, prompt.getLength(), text));
    return item;
  }

  private Node count() {
    PromptTokens tokens = viewModel.promptTokens();
    Label count = new Label();
    count.setId("prompt-tokens");
    count.getStyleClass().addAll("field-name", "token-count");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    texts.format(
                        "ui.playground.prompt.tokens",
                        Numbers.whole(tokens.count().get()),
                        Numbers.whole(tokens.limit().get())),
                tokens.count(),
                tokens.limit(),
                texts.language()));
    tokens.count().addListener((o, old, now) -> mark(count));
    count.visibleProperty().bind(tokens.limit().greaterThan(0)); // no model, no limit
    tokens.limit().addListener((o, old, now) -> mark(count));
    chipsShown.setId("prompt-chips");
    chipsShown.getStyleClass().add("small");
    chipsShown.textProperty().bind(texts.text("ui.playground.prompt.chips"));
    return spread(count, chipsShown);
  }

  private void mark(Label count) {
    PromptTokens tokens = viewModel.promptTokens();
    count.pseudoClassStateChanged(TOO_LONG, tokens.count().get() > tokens.limit().get());
  }

  private Node chips() {
    FlowPane chips = new FlowPane(4, 4);
    chips.setId("chips");
    viewModel
        .promptTokens()
        .pieces()
        .addListener(
            (o, old, now) ->
                chips.getChildren().setAll(now.stream().map(PromptView::chip).toList()));
    chips
        .getChildren()
        .setAll(viewModel.promptTokens().pieces().get().stream().map(PromptView::chip).toList());
    return shownWhen(chips, chipsShown.selectedProperty());
  }

  private static Node chip(PromptTokens.Piece piece) {
    Label text = new Label(TokenText.visible(piece.label()));
    text.getStyleClass().add("mono");
    Label id = new Label(String.valueOf(piece.id()));
    id.getStyleClass().add("field-name");
    VBox chip = new VBox(text, id);
    chip.getStyleClass().add("chip");
    return chip;
  }

  private static Node spread(Node left, Node right) {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox row = new HBox(8, left, space, right);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
