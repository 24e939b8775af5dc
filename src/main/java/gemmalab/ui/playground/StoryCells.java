package gemmalab.ui.playground;

import gemmalab.generate.GeneratedToken;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.ui.common.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/** The story as token cells, shaded by surprise; one is selected by a click or the arrow keys. */
final class StoryCells extends ScrollPane {

  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");

  private final StoryViewModel viewModel;
  private final StoryFlow flow = new StoryFlow();
  private final Label nextCell = new Label("…");
  private final Map<StoryNode, Label> cells = new HashMap<>();
  private final ReadOnlyObjectWrapper<@Nullable StoryNode> hovered = new ReadOnlyObjectWrapper<>();

  StoryCells(StoryViewModel viewModel, ObservableValue<String> reading, Texts texts) {
    this.viewModel = viewModel;
    flow.getStyleClass().add("story");
    nextCell.getStyleClass().addAll("token", "token-next");
    nextCell.setOnMouseClicked(event -> viewModel.select(null));
    setContent(flow);
    setFitToWidth(true);
    skinProperty().addListener((o, old, now) -> drawOnlyWhatChanges());
    getStyleClass().addAll("card", "story-cells");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.TEXT_AREA);
    accessibleTextProperty().bind(reading);
    accessibleHelpProperty().bind(texts.text("ui.playground.story.help"));
    addEventFilter(KeyEvent.KEY_PRESSED, this::move);
    viewModel.places().addListener(this::follow);
    flow.heightProperty().addListener((o, old, now) -> showEnd());
    heightProperty().addListener((o, old, now) -> showEnd());
    viewModel.leaf().addListener((o, old, now) -> showPromptOf(old, now));
    viewModel.selected().addListener((o, old, now) -> mark());
    rebuild();
  }

  /** A scroll pane keeps an image of all that it shows, and draws it anew for each token. */
  private void drawOnlyWhatChanges() {
    Node viewport = lookup(".viewport");
    if (viewport != null) {
      viewport.setCache(false);
    }
  }

  /** The place under the pointer. */
  ReadOnlyObjectProperty<@Nullable StoryNode> hovered() {
    return hovered.getReadOnlyProperty();
  }

  private void follow(ListChangeListener.Change<? extends StoryNode> change) {
    while (change.next()) {
      if (change.wasRemoved()) {
        rebuild();
        return;
      }
      flow.getChildren().remove(nextCell);
      change.getAddedSubList().forEach(this::add);
      flow.getChildren().add(nextCell);
    }
  }

  /** The end stays in view while the story grows, unless another place is looked at. */
  private void showEnd() {
    if (viewModel.selected().get() == null) {
      setVvalue(1);
    }
  }

  /** Where nothing is written, only the prompt tells one story from another. */
  private void showPromptOf(StoryNode old, StoryNode now) {
    if (!old.prompt().equals(now.prompt())) {
      rebuild();
    }
  }

  private void rebuild() {
    cells.clear();
    flow.getChildren().clear();
    for (String piece : TokenText.pieces(viewModel.leaf().get().prompt())) {
      Label cell = new Label(TokenText.inStory(piece));
      cell.getStyleClass().addAll("token", "token-prompt");
      flow.getChildren().add(cell);
    }
    viewModel.places().forEach(this::add);
    flow.getChildren().add(nextCell);
    mark();
  }

  private void add(StoryNode place) {
    GeneratedToken token = place.token();
    if (token == null) {
      return;
    }
    Label cell = new Label(TokenText.inStory(token.text()));
    cell.getStyleClass().addAll("token", token.surprisalLevel().style());
    if (place.before() != null && place.before().next().size() > 1) {
      cell.getStyleClass().add("token-fork");
    }
    cell.setOnMouseClicked(event -> choose(place));
    cell.setOnMouseEntered(event -> hovered.set(place));
    cell.setOnMouseExited(event -> hovered.set(null));
    cells.put(place, cell);
    flow.getChildren().add(cell);
  }

  private void choose(@Nullable StoryNode place) {
    requestFocus();
    viewModel.select(place);
  }

  private void mark() {
    StoryNode selected = viewModel.selected().get();
    cells.forEach((place, cell) -> cell.pseudoClassStateChanged(SELECTED, place == selected));
    nextCell.pseudoClassStateChanged(SELECTED, selected == null);
    reveal(selected == null ? nextCell : cells.get(selected));
  }

  private void move(KeyEvent event) {
    List<StoryNode> places = viewModel.places();
    StoryNode selected = viewModel.selected().get();
    int index = selected == null ? places.size() : places.indexOf(selected);
    int target =
        switch (event.getCode()) {
          case LEFT -> Math.max(0, index - 1);
          case RIGHT -> index + 1;
          case HOME -> 0;
          case END, ESCAPE -> places.size();
          default -> -1;
        };
    if (target >= 0 && !event.isShortcutDown()) {
      viewModel.select(target < places.size() ? places.get(target) : null);
      event.consume();
    }
  }

  private void reveal(@Nullable Node cell) {
    double beyond = flow.getHeight() - getViewportBounds().getHeight();
    if (cell != null && beyond > 0) {
      Bounds place = cell.getBoundsInParent();
      double top = getVvalue() * beyond;
      double bottom = top + getViewportBounds().getHeight();
      if (place.getMinY() < top) {
        setVvalue(place.getMinY() / beyond);
      } else if (place.getMaxY() > bottom) {
        setVvalue((place.getMaxY() - getViewportBounds().getHeight()) / beyond);
      }
    }
  }
}
