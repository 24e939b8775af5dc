package gemmalab.ui.glossary;

import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.common.Texts;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The glossary as a pane over the right side of a screen, so that a definition can be read beside
 * what it explains. It is built when it is first shown.
 */
public final class GlossaryView extends StackPane {

  private static final KeyCombination KEY = new KeyCodeCombination(KeyCode.F1);

  private final GlossaryViewModel viewModel;
  private final Texts texts;
  private @Nullable TextField search;

  /** The node that had the focus before the glossary, to give it back. */
  private @Nullable Node before;

  public GlossaryView(GlossaryViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    setId("glossary");
    getStyleClass().addAll("side", "inspector", "glossary");
    setAlignment(Pos.TOP_LEFT);
    shownWhen(this, viewModel.shown());
    viewModel.shown().addListener((o, was, is) -> follow(is));
    addEventHandler(KeyEvent.KEY_PRESSED, this::closeOnEscape);
    sceneProperty()
        .addListener(
            (o, old, scene) -> {
              if (scene != null) {
                scene.getAccelerators().put(KEY, viewModel::toggle);
              }
            });
  }

  public GlossaryViewModel viewModel() {
    return viewModel;
  }

  /** A button that opens the glossary, or closes it. */
  public Button button() {
    return iconButton(
        "glossary-button",
        "mdi2b-book-open-variant",
        texts.text("ui.glossary.open", KEY.getDisplayText()),
        viewModel::toggle);
  }

  private void follow(boolean shown) {
    if (shown) {
      before = getScene() == null ? null : getScene().getFocusOwner();
      if (search == null) {
        search = build();
      }
      Platform.runLater(search::requestFocus); // not before it is laid out
    } else if (before != null) {
      before.requestFocus();
      before = null;
    }
  }

  private void closeOnEscape(KeyEvent event) {
    if (event.getCode() == KeyCode.ESCAPE) {
      event.consume();
      viewModel.hide();
    }
  }

  private TextField build() {
    TermTree tree = new TermTree(viewModel, texts);
    TextField field = searchField(tree);
    StackPane list = new StackPane(tree, nothing());
    VBox.setVgrow(list, Priority.ALWAYS);
    VBox content = new VBox(header(), field, list, new TermDetails(viewModel, texts));
    content.getStyleClass().add("glossary-content");
    getChildren().add(content);
    return field;
  }

  private Node header() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox header =
        new HBox(
            8,
            label(texts.text("ui.glossary"), "title"),
            space,
            iconButton(
                "glossary-close", "mdi2c-close", texts.text("ui.glossary.close"), viewModel::hide));
    header.setAlignment(Pos.CENTER_LEFT);
    return header;
  }

  private TextField searchField(TermTree tree) {
    TextField field = new TextField();
    field.setId("glossary-search");
    field.promptTextProperty().bind(texts.text("ui.glossary.search"));
    field.accessibleTextProperty().bind(texts.text("ui.glossary.search"));
    field.textProperty().bindBidirectional(viewModel.query());
    field.setMinHeight(Region.USE_PREF_SIZE);
    field.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (event.getCode() == KeyCode.DOWN) {
            event.consume();
            tree.requestFocus();
          }
        });
    return field;
  }

  private Node nothing() {
    ObservableValue<Boolean> none = viewModel.found().map(java.util.List::isEmpty);
    return shownWhen(label(texts.text("ui.glossary.none"), "muted"), none);
  }
}
