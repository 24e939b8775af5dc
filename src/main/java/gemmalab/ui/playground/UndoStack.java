package gemmalab.ui.playground;

import java.util.ArrayDeque;
import java.util.Deque;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;

/** The ways back from what was done, the last first. */
final class UndoStack {

  private final Deque<Runnable> ways = new ArrayDeque<>();
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();

  ReadOnlyBooleanProperty canUndo() {
    return canUndo.getReadOnlyProperty();
  }

  void push(Runnable back) {
    ways.push(back);
    canUndo.set(true);
  }

  void undo() {
    Runnable last = ways.poll();
    canUndo.set(!ways.isEmpty());
    if (last != null) {
      last.run();
    }
  }

  void clear() {
    ways.clear();
    canUndo.set(false);
  }
}
