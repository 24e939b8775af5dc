package gemmalab.ui.playground;

import gemmalab.generate.GeneratedToken;
import gemmalab.generate.StoryTree;
import gemmalab.generate.StoryTree.Cutting;
import gemmalab.generate.StoryTree.StoryNode;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** The branch that is on screen, in the tree of all that was written. */
final class StoryBranch {

  private final ReadOnlyObjectWrapper<StoryNode> leaf;
  private final ObservableList<StoryNode> places = FXCollections.observableArrayList();
  private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
  private StoryTree tree = new StoryTree();

  StoryBranch() {
    leaf = new ReadOnlyObjectWrapper<>(tree.begin(""));
  }

  /** Its end. */
  ReadOnlyObjectProperty<StoryNode> leaf() {
    return leaf.getReadOnlyProperty();
  }

  /** All of it, without the prompt. */
  ObservableList<StoryNode> places() {
    return places;
  }

  /** Goes up when branches come or go. */
  ReadOnlyIntegerProperty revision() {
    return revision.getReadOnlyProperty();
  }

  /** The beginnings of all stories. */
  List<StoryNode> stories() {
    return tree.stories();
  }

  /** The beginning of a story; the same for the same prompt. */
  StoryNode begin(String prompt) {
    return tree.begin(prompt);
  }

  /** A token behind a place that need not be on screen; the same for the same token. */
  StoryNode append(StoryNode before, GeneratedToken token) {
    return tree.append(before, token);
  }

  /** Shows the branch that ends at a place. */
  void show(StoryNode end) {
    StoryNode old = leaf.get();
    tree.walk(end);
    leaf.set(end);
    places.setAll(end.path());
    if (old != end && old.before() == null && old.next().isEmpty()) {
      tree.delete(old); // a prompt from which nothing was written
    }
    change();
  }

  /** Shows what was appended at its end. */
  void grow(List<StoryNode> written) {
    if (!written.isEmpty()) {
      leaf.set(written.get(written.size() - 1));
      places.addAll(written);
    }
  }

  /** Takes a place and all that comes after it out of the tree. */
  Cutting cut(StoryNode place) {
    return tree.delete(place);
  }

  void restore(Cutting cutting) {
    tree.restore(cutting);
  }

  /** Says that branches came or went. */
  void change() {
    revision.set(revision.get() + 1);
  }

  /** The end of the newest story that is left; a new one from a prompt if none is. */
  StoryNode newest(String prompt) {
    List<StoryNode> left = tree.stories();
    return left.isEmpty() ? tree.begin(prompt) : left.get(left.size() - 1).leaf();
  }

  /** The last branch that leads through a place. */
  StoryNode through(StoryNode place) {
    return tree.walk(place).leaf();
  }

  /** Forgets all stories. */
  void clear() {
    tree = new StoryTree();
  }
}
