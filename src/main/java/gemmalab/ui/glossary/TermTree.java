package gemmalab.ui.glossary;

import gemmalab.text.GlossaryGroup;
import gemmalab.text.GlossaryTerm;
import gemmalab.ui.common.Texts;
import java.util.List;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.scene.control.TreeCell;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeView;
import org.jspecify.annotations.Nullable;

/** The terms that were found, as leaves of their groups. The selected one is shown. */
final class TermTree extends TreeView<TermTree.Row> {

  private static final PseudoClass GROUP = PseudoClass.getPseudoClass("group");

  private final GlossaryViewModel viewModel;

  /** A line of the tree: a term, or a group, which has no term. */
  record Row(String name, @Nullable GlossaryTerm term) {}

  TermTree(GlossaryViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    setId("glossary-terms");
    setShowRoot(false);
    accessibleTextProperty().bind(texts.text("ui.glossary.terms"));
    setCellFactory(tree -> new RowCell());
    getSelectionModel()
        .selectedItemProperty()
        .addListener((o, old, item) -> showTerm(item == null ? null : item.getValue().term()));
    viewModel.found().addListener((o, old, groups) -> fill(groups));
    viewModel.term().addListener((o, old, term) -> select(term));
    fill(viewModel.found().get());
  }

  private void showTerm(@Nullable GlossaryTerm term) {
    if (term != null && !term.equals(viewModel.term().get())) {
      viewModel.show(term.id());
    }
  }

  private void fill(List<GlossaryGroup> groups) {
    TreeItem<Row> root = new TreeItem<>();
    for (GlossaryGroup group : groups) {
      TreeItem<Row> branch = new TreeItem<>(new Row(group.name(), null));
      branch.setExpanded(true);
      for (GlossaryTerm term : group.terms()) {
        branch.getChildren().add(new TreeItem<>(new Row(term.term(), term)));
      }
      root.getChildren().add(branch);
    }
    getSelectionModel().clearSelection();
    setRoot(root);
    select(viewModel.term().get());
  }

  /** Brings a term into sight, unless the user has just selected it here. */
  private void select(GlossaryTerm term) {
    TreeItem<Row> selected = getSelectionModel().getSelectedItem();
    if (selected != null && term.equals(selected.getValue().term())) {
      return;
    }
    item(term)
        .ifPresent(
            item -> {
              Optional.ofNullable(item.getParent()).ifPresent(group -> group.setExpanded(true));
              getSelectionModel().select(item);
              scrollTo(Math.max(0, getRow(item) - 1)); // with a line above it
            });
  }

  private Optional<TreeItem<Row>> item(GlossaryTerm term) {
    return getRoot().getChildren().stream()
        .flatMap(group -> group.getChildren().stream())
        .filter(item -> term.equals(item.getValue().term()))
        .findFirst();
  }

  /** A term, or in bold the name of a group. */
  private static final class RowCell extends TreeCell<Row> {

    @Override
    protected void updateItem(@Nullable Row row, boolean empty) {
      super.updateItem(row, empty);
      setText(row == null ? null : row.name());
      pseudoClassStateChanged(GROUP, row != null && row.term() == null);
    }
  }
}
