package gemmalab.ui.playground;

import gemmalab.generate.StoryTree.Cutting;
import gemmalab.generate.StoryTree.StoryNode;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyBooleanProperty;

/** What the user does to the branches of a story, each with its way back. */
final class StoryEdits {

  private final StoryBranch branch;
  private final Consumer<StoryNode> show;
  private final UndoStack undo = new UndoStack();

  /** Makes edits that end with a branch to be shown. */
  StoryEdits(StoryBranch branch, Consumer<StoryNode> show) {
    this.branch = branch;
    this.show = show;
  }

  ReadOnlyBooleanProperty canUndo() {
    return undo.canUndo();
  }

  void undo() {
    undo.undo();
  }

  void clear() {
    undo.clear();
  }

  /** Leaves the branch on screen for another. */
  void leaveFor(StoryNode other) {
    StoryNode before = branch.leaf().get();
    show.accept(other);
    if (before.token() != null) {
      undo.push(() -> show.accept(before));
    }
  }

  /** Deletes a place and all that comes after it. */
  void delete(StoryNode place) {
    StoryNode shown = branch.leaf().get();
    Cutting cutting = branch.cut(place);
    undo.push(
        () -> {
          branch.restore(cutting);
          show.accept(shown);
        });
    StoryNode before = place.before();
    if (before == null) {
      show.accept(branch.newest(place.prompt()));
    } else if (shown.path().contains(place)) {
      show.accept(before.leaf());
    }
    branch.change();
  }
}
