package gemmalab.ui.playground;

import gemmalab.app.OpenModel;
import gemmalab.generate.FinishReason;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.text.GemmaException;
import gemmalab.ui.playground.StoryViewModel.State;
import gemmalab.ui.playground.StoryWriter.Arrival;
import gemmalab.ui.shell.ErrorNotifications;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** What the model adds to the branch on screen, from the order to why it ended. */
final class StoryWriting implements StoryWriter.Reader {

  private final StoryBranch branch;
  private final ShownChoice choice;
  private final Supplier<GenerationRequest> order;
  private final ErrorNotifications errors;
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.EMPTY);
  private final ReadOnlyObjectWrapper<@Nullable FinishReason> end = new ReadOnlyObjectWrapper<>();

  StoryWriting(
      StoryBranch branch,
      ShownChoice choice,
      Supplier<GenerationRequest> order,
      ErrorNotifications errors) {
    this.branch = branch;
    this.choice = choice;
    this.order = order;
    this.errors = errors;
  }

  ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  ReadOnlyObjectProperty<@Nullable FinishReason> end() {
    return end.getReadOnlyProperty();
  }

  /**
   * Lets a writer begin, unless it writes already or the order is wrong.
   *
   * @param begin makes the request of the order, and may show another branch for it
   */
  void begin(
      StoryWriter writer, @Nullable OpenModel model, UnaryOperator<GenerationRequest> begin) {
    if (writer.isWriting() || model == null) {
      return;
    }
    try {
      GenerationRequest ordered = order.get();
      errors.clear();
      GenerationRequest request = begin.apply(ordered);
      choice.select(null);
      end.set(null);
      state.set(State.WRITING);
      writer.write(model, request);
    } catch (GemmaException e) {
      errors.show(e);
    }
  }

  /** Another branch is shown, at which nothing is written. */
  void rest(@Nullable FinishReason why) {
    end.set(why);
    state.set(branch.places().isEmpty() ? State.EMPTY : State.DONE);
  }

  @Override
  public void written(List<Arrival> tokens) {
    List<StoryNode> written = new ArrayList<>();
    StoryNode last = branch.leaf().get();
    for (Arrival arrival : tokens) {
      choice.keep(last, arrival.logits());
      last = branch.append(last, arrival.token());
      written.add(last);
    }
    branch.grow(written);
    choice.showNowAndThen();
  }

  @Override
  public void ended(@Nullable FinishReason reason, @Nullable Throwable fault) {
    rest(reason);
    branch.change();
    if (fault != null) {
      errors.show(fault);
    }
    choice.show();
  }
}
