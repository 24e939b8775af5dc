package gemmalab.ui.playground;

import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.label;

import gemmalab.generate.GeneratedToken;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All branches of all stories: a row for the tokens between two forks. */
final class BranchesView extends VBox {

  private static final double ROW_HEIGHT = 26;
  private static final int MOST_ROWS = 5;
  private static final int TEXT_LENGTH = 120;

  private final StoryViewModel viewModel;
  private final Texts texts;
  private final TreeView<Run> tree = new TreeView<>();
  private boolean filling;

  /** The tokens from one place to the next fork or end. */
  private record Run(StoryNode first, StoryNode last) {}

  BranchesView(StoryViewModel viewModel, String id, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    setSpacing(4);
    tree.setId(id);
    tree.setShowRoot(false);
    tree.setFixedCellSize(ROW_HEIGHT);
    tree.getStyleClass().addAll("dense", "branches");
    tree.accessibleTextProperty().bind(texts.text("ui.playground.branches"));
    tree.setCellFactory(view -> new RunCell());
    tree.getSelectionModel().selectedItemProperty().addListener((o, old, now) -> walk(now));
    tree.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.DELETE) {
            deleteSelected();
          }
        });
    getChildren().addAll(heading(id), tree);
    viewModel.revision().addListener((o, old, now) -> fill());
    texts.language().addListener((o, old, now) -> tree.refresh());
    fill();
  }

  private Node heading(String id) {
    Button delete =
        iconButton(
            id + "-delete",
            "mdi2d-delete-outline",
            texts.text("ui.playground.branches.delete"),
            this::deleteSelected);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox row =
        new HBox(8, label(texts.text("ui.playground.branches.title"), "field-name"), space, delete);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void fill() {
    filling = true;
    TreeItem<Run> root = new TreeItem<>();
    for (StoryNode story : viewModel.stories()) {
      if (!story.next().isEmpty()) {
        root.getChildren().add(item(story));
      }
    }
    tree.setRoot(root);
    TreeItem<Run> current = find(root, viewModel.leaf().get());
    if (current != null) {
      tree.getSelectionModel().select(current);
      if (tree.getExpandedItemCount() > MOST_ROWS) {
        tree.scrollTo(tree.getRow(current));
      }
    }
    int rows = tree.getExpandedItemCount();
    tree.setPrefHeight(Math.min(rows, MOST_ROWS) * ROW_HEIGHT + 2);
    tree.setMinHeight(tree.getPrefHeight());
    setVisible(rows > 1);
    setManaged(rows > 1);
    filling = false;
  }

  private static TreeItem<Run> item(StoryNode first) {
    Run run = new Run(first, first.endOfRun());
    TreeItem<Run> item = new TreeItem<>(run);
    item.setExpanded(true);
    run.last().next().forEach(next -> item.getChildren().add(item(next)));
    return item;
  }

  private static @Nullable TreeItem<Run> find(TreeItem<Run> item, StoryNode leaf) {
    for (TreeItem<Run> child : item.getChildren()) {
      if (child.getValue().last() == leaf) {
        return child;
      }
      TreeItem<Run> deeper = find(child, leaf);
      if (deeper != null) {
        return deeper;
      }
    }
    return null;
  }

  private void walk(@Nullable TreeItem<Run> item) {
    if (!filling && item != null) {
      viewModel.walk(item.getValue().last());
    }
  }

  private void deleteSelected() {
    TreeItem<Run> item = tree.getSelectionModel().getSelectedItem();
    if (item != null) {
      viewModel.delete(item.getValue().first());
    }
  }

  private final class RunCell extends TreeCell<Run> {
    RunCell() {
      setPrefWidth(0); // as wide as the list, and the text cut at its end
    }

    @Override
    protected void updateItem(@Nullable Run run, boolean empty) {
      super.updateItem(run, empty);
      setText(empty || run == null ? null : describe(run));
    }
  }

  /** The text, how long it is, and how much it surprised the model: what branches compare by. */
  private String describe(Run run) {
    List<GeneratedToken> tokens = tokens(run);
    StringBuilder text =
        new StringBuilder(run.first().before() == null ? run.first().prompt() : "");
    tokens.forEach(token -> text.append(token.text()));
    double bits = tokens.stream().mapToDouble(GeneratedToken::surprisalBits).average().orElse(0);
    return texts.format(
        "ui.playground.branches.row",
        shortened(text.toString().replace('\n', ' ').strip()),
        tokens.size(),
        String.format(Locale.ENGLISH, "%.1f", bits));
  }

  private static List<GeneratedToken> tokens(Run run) {
    List<GeneratedToken> tokens = new ArrayList<>(run.last().tokens());
    int before = run.first().tokens().size() - (run.first().token() == null ? 0 : 1);
    return tokens.subList(before, tokens.size());
  }

  private static String shortened(String text) {
    return text.length() <= TEXT_LENGTH ? text : text.substring(0, TEXT_LENGTH).strip() + "…";
  }
}
