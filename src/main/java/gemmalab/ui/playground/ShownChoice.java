package gemmalab.ui.playground;

import gemmalab.generate.StoryTree.StoryNode;
import java.util.function.BooleanSupplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Which choice of a story is shown: that of the selected place, otherwise that of the newest token
 * while the story grows, and of the token to come when it rests.
 */
final class ShownChoice {

  private static final long NANOS_BETWEEN_LOOKS = 100_000_000;

  private final PlaceChoice choice;
  private final StoryBranch branch;
  private final BooleanSupplier writing;
  private final ReadOnlyObjectWrapper<@Nullable StoryNode> selected = new ReadOnlyObjectWrapper<>();
  private long shownNanos;

  ShownChoice(PlaceChoice choice, StoryBranch branch, BooleanSupplier writing) {
    this.choice = choice;
    this.branch = branch;
    this.writing = writing;
  }

  /** Null for the token to come. */
  ReadOnlyObjectProperty<@Nullable StoryNode> selected() {
    return selected.getReadOnlyProperty();
  }

  void select(@Nullable StoryNode place) {
    selected.set(place);
  }

  /** Remembers what the model said behind a place. */
  void keep(StoryNode place, float[] logits) {
    choice.keep(place, logits);
  }

  void show() {
    boolean grows = writing.getAsBoolean();
    StoryNode newest = !grows || branch.places().isEmpty() ? null : branch.leaf().get();
    StoryNode at = selected.get() == null ? newest : selected.get();
    if (at != null) {
      choice.showAt(at);
    } else if (!grows) {
      choice.showAfter(branch.leaf().get());
    }
  }

  /** No eye follows bars that change with every frame. */
  void showNowAndThen() {
    long now = System.nanoTime();
    if (selected.get() == null && now - shownNanos >= NANOS_BETWEEN_LOOKS) {
      shownNanos = now;
      show();
    }
  }
}
