package gemmalab.ui.playground;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.generate.GeneratedToken;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.playground.StoryViewModel.State;
import gemmalab.ui.shell.ModelSelection;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** One story: its tokens with a read-out, its branches, and how fast it was written. */
final class StoryView extends VBox {

  private static final PseudoClass ACTIVE = PseudoClass.getPseudoClass("active");
  private static final double ROOM_FOR_LEGEND = 460;
  private static final double HEADING_HEIGHT = 36;
  private static final int ALTERNATIVES = 4;

  /** Characters that leave the middle of the smallest window free. */
  private static final int SHORT_PROMPT = 200;

  private final PlaygroundViewModel playground;
  private final StoryViewModel viewModel;
  private final Side side;
  private final Texts texts;
  private final Label reading = new Label();
  private final StoryCells cells;

  StoryView(PlaygroundViewModel playground, Side side, ModelSelection models, Texts texts) {
    this.playground = playground;
    this.viewModel = playground.story(side);
    this.side = side;
    this.texts = texts;
    cells = new StoryCells(viewModel, reading.textProperty(), texts);
    cells.setId("story" + (side == Side.A ? "" : "-" + side));
    reading.setId("reading-" + side);
    reading.getStyleClass().add("reading");
    reading.setWrapText(true);
    reading.textProperty().bind(readingText());
    setSpacing(8);
    getStyleClass().add("story-side");
    StackPane page = new StackPane(cells, empty());
    VBox.setVgrow(page, Priority.ALWAYS);
    getChildren()
        .addAll(
            heading(models),
            page,
            reading,
            new BranchesView(viewModel, "branches-" + side, texts),
            new StoryFooter(playground, side, texts));
    addEventFilter(MouseEvent.MOUSE_PRESSED, event -> activate());
    cells.focusedProperty().addListener((o, old, now) -> activate());
    playground.active().addListener((o, old, now) -> markActive());
    playground.comparing().addListener((o, old, now) -> markActive());
    markActive();
  }

  private void activate() {
    if (playground.comparing().get()) {
      playground.active().set(side);
    }
  }

  private void markActive() {
    pseudoClassStateChanged(
        ACTIVE, playground.comparing().get() && playground.active().get() == side);
  }

  private Node heading(ModelSelection models) {
    Label name = new Label(side.name());
    name.getStyleClass().add("title");
    Node menu = shownWhen(new ModelMenu(viewModel, side, models, texts), playground.comparing());
    Button undo =
        button("undo-" + side, "mdi2u-undo", texts.text("ui.playground.undo"), viewModel::undo);
    undo.getStyleClass().addAll("flat", "small");
    undo.accessibleTextProperty().bind(texts.text("ui.playground.undo"));
    undo.contentDisplayProperty()
        .bind(
            playground
                .comparing()
                .map(narrow -> narrow ? ContentDisplay.GRAPHIC_ONLY : ContentDisplay.LEFT));
    SurpriseLegend legend = new SurpriseLegend(texts);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox heading =
        new HBox(
            8,
            shownWhen(name, playground.comparing()),
            menu,
            legend,
            space,
            shownWhen(undo, viewModel.canUndo()),
            new StoryExportMenu(playground, side, texts));
    heading.setAlignment(Pos.CENTER_LEFT);
    heading.setMinHeight(HEADING_HEIGHT);
    shownWhen(
        legend,
        Bindings.createBooleanBinding(
            () -> !playground.comparing().get() && heading.getWidth() > ROOM_FOR_LEGEND,
            playground.comparing(),
            heading.widthProperty()));
    return heading;
  }

  private Node empty() {
    VBox hint =
        new VBox(
            8,
            label(texts.text("ui.playground.empty.title"), "title"),
            paragraph(texts.text("ui.playground.empty.text"), "muted"));
    hint.getStyleClass().add("empty");
    hint.setMouseTransparent(true);
    return shownWhen(
        hint,
        Bindings.createBooleanBinding(
            this::hasRoomForHint,
            viewModel.state(),
            viewModel.leaf(),
            playground.writing().isHeldBack()));
  }

  /** A long prompt stands where the hint would be. */
  private boolean hasRoomForHint() {
    return viewModel.state().get() == State.EMPTY
        && !playground.writing().isHeldBack().get()
        && viewModel.leaf().get().prompt().length() <= SHORT_PROMPT;
  }

  private StringBinding readingText() {
    return Bindings.createStringBinding(
        () -> {
          StoryNode hovered = cells.hovered().get();
          StoryNode place = hovered == null ? viewModel.selected().get() : hovered;
          GeneratedToken token = place == null ? null : place.token();
          return token == null ? texts.format("ui.playground.reading.none") : describe(token);
        },
        cells.hovered(),
        viewModel.selected(),
        texts.language());
  }

  private String describe(GeneratedToken token) {
    String others =
        token.alternatives().stream()
            .filter(other -> other.id() != token.id())
            .limit(ALTERNATIVES)
            .map(
                other ->
                    TokenText.visible(other.text()) + " " + Numbers.percent(other.probability()))
            .collect(Collectors.joining("   "));
    return texts.format(
        "ui.playground.reading",
        TokenText.visible(token.text()),
        String.valueOf(token.id()),
        Numbers.percent(token.probability()),
        token.rank(),
        String.format(Locale.ENGLISH, "%.2f", token.entropyBits()),
        others);
  }
}
