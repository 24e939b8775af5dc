package gemmalab.ui.playground;

import gemmalab.app.OpenModel;
import gemmalab.app.PlaygroundService;
import gemmalab.generate.GenerationEnd;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.NextToken;
import gemmalab.generate.StoryTree;
import gemmalab.generate.StoryTree.Cutting;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.playground.StoryWriter.Arrival;
import gemmalab.ui.shell.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** A story that grows token by token, with its branches, and the choice at the selected place. */
public final class StoryViewModel {

  /** Between two looks at the choice while a story is written. */
  private static final long NANOS_BETWEEN_CHOICES = 100_000_000;

  private final PlaygroundService service;
  private final ModelChoice model;
  private final Supplier<GenerationRequest> order;
  private final Problems problems;

  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.EMPTY);
  private final ReadOnlyObjectWrapper<@Nullable GenerationEnd> end = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<StoryNode> leaf;
  private final ReadOnlyObjectWrapper<@Nullable StoryNode> selected = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyIntegerWrapper revision = new ReadOnlyIntegerWrapper();
  private final ObservableList<StoryNode> places = FXCollections.observableArrayList();

  private final StoryWriter writer;
  private final UndoStack undo = new UndoStack();
  private final PlaceChoice choice;
  private StoryTree tree = new StoryTree();
  private int vocabulary;
  private int promptLength;
  private long choiceShownNanos;

  /** What the story does. */
  public enum State {
    /** Nothing written yet. */
    EMPTY,
    WRITING,
    DONE
  }

  /**
   * Makes an empty story.
   *
   * @param order says what is to be written when writing begins
   */
  StoryViewModel(
      PlaygroundService service,
      ModelChoice model,
      Supplier<GenerationRequest> order,
      Problems problems,
      UiThread ui) {
    this.service = service;
    this.model = model;
    this.order = order;
    this.problems = problems;
    choice = new PlaceChoice(service, model, ui);
    leaf = new ReadOnlyObjectWrapper<>(tree.begin(""));
    model.model().addListener((o, old, now) -> useModel(now));
    writer = new StoryWriter(service, ui, new Reader());
  }

  // Properties

  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** Why the text ended; null before. */
  public ReadOnlyObjectProperty<@Nullable GenerationEnd> end() {
    return end.getReadOnlyProperty();
  }

  /** The end of the branch on screen. */
  public ReadOnlyObjectProperty<StoryNode> leaf() {
    return leaf.getReadOnlyProperty();
  }

  /** The branch on screen, without the prompt. */
  public ObservableList<StoryNode> places() {
    return places;
  }

  /** The place whose choice is shown; null for the token to come. */
  public ReadOnlyObjectProperty<@Nullable StoryNode> selected() {
    return selected.getReadOnlyProperty();
  }

  /** Goes up when branches come or go. */
  public ReadOnlyIntegerProperty revision() {
    return revision.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canUndo() {
    return undo.canUndo();
  }

  public ChoiceViewModel choice() {
    return choice.choice();
  }

  public WritingSpeed speed() {
    return writer.speed();
  }

  public ModelChoice model() {
    return model;
  }

  /** Tokens of prompt and story. */
  public int tokens() {
    return promptLength + places.size();
  }

  /** The beginnings of all stories. */
  public List<StoryNode> stories() {
    return tree.stories();
  }

  // Commands

  /** Writes a new story from the prompt; the one before stays as a branch. */
  public void generate() {
    ordered(
        request -> {
          StoryNode before = leaf.get();
          show(tree.begin(request.prompt()));
          if (before.token() != null) {
            undo.push(() -> show(before));
          }
          write(request);
        });
  }

  /** Writes on at the end of the branch. */
  public void goOn() {
    ordered(request -> write(request.after(leaf.get().prompt(), leaf.get().ids())));
  }

  /** Ends the text; what is there stays. */
  public void stop() {
    writer.stop();
  }

  /** Shows the choice at a place; null for the token to come. */
  public void select(@Nullable StoryNode place) {
    selected.set(place);
    showChoice();
  }

  /**
   * Takes a token where the choice is shown: as the next token at the end; elsewhere the story
   * branches there and goes on.
   */
  public void take(int id) {
    StoryNode at = choice.shown();
    NextToken next = choice.choice().next();
    OpenModel open = model.model().get();
    if (next == null || open == null || (at != null && isToken(at, id))) {
      return;
    }
    StoryNode before = at == null ? leaf.get() : Objects.requireNonNull(at.before());
    writer.whenStill(() -> take(open, before, next, id));
  }

  /** Shows the branch that leads through a place, as far as it was walked last. */
  public void walk(StoryNode place) {
    writer.whenStill(() -> show(tree.walk(place).leaf()));
  }

  /** Deletes a place and all that comes after it; can be undone. */
  public void delete(StoryNode place) {
    writer.whenStill(
        () -> {
          StoryNode before = leaf.get();
          Cutting cutting = tree.delete(place);
          undo.push(
              () -> {
                tree.restore(cutting);
                show(before);
              });
          if (before.path().contains(place) || place.before() == null) {
            show(place.before() == null ? anyStory(place.prompt()) : place.before().leaf());
          }
          revision.set(revision.get() + 1);
        });
  }

  /** Takes back the last deletion, branch or new story. */
  public void undo() {
    writer.whenStill(undo::undo);
  }

  /** Shows what may come after a prompt, as long as nothing is written. */
  void preview(String prompt) {
    if (!writer.isWriting() && places.isEmpty()) {
      show(tree.begin(prompt));
    }
  }

  private void ordered(java.util.function.Consumer<GenerationRequest> work) {
    if (writer.isWriting() || model.model().get() == null) {
      return;
    }
    try {
      GenerationRequest request = order.get();
      problems.clear();
      work.accept(request);
    } catch (GemmaException e) {
      problems.show(e);
    }
  }

  private void write(GenerationRequest request) {
    OpenModel open = Objects.requireNonNull(model.model().get());
    selected.set(null);
    end.set(null);
    state.set(State.WRITING);
    writer.write(open, request);
  }

  private final class Reader implements StoryWriter.Reader {
    @Override
    public void written(List<Arrival> tokens) {
      List<StoryNode> written = new ArrayList<>();
      StoryNode last = leaf.get();
      for (Arrival arrival : tokens) {
        choice.keep(last, arrival.logits());
        last = tree.append(last, arrival.token());
        written.add(last);
      }
      leaf.set(last);
      places.addAll(written);
      showChoiceNowAndThen();
    }

    @Override
    public void ended(@Nullable GenerationEnd reason, @Nullable Throwable fault) {
      end.set(reason);
      state.set(places.isEmpty() ? State.EMPTY : State.DONE);
      revision.set(revision.get() + 1);
      if (fault != null) {
        problems.show(fault);
      }
      showChoice();
    }
  }

  /** No eye follows bars that change with every frame. */
  private void showChoiceNowAndThen() {
    long now = System.nanoTime();
    if (selected.get() == null && now - choiceShownNanos >= NANOS_BETWEEN_CHOICES) {
      choiceShownNanos = now;
      showChoice();
    }
  }

  private void take(OpenModel open, StoryNode before, NextToken next, int id) {
    if (service.isEndOfText(open, id)) {
      show(before);
      end.set(GenerationEnd.END_OF_TEXT);
      return;
    }
    StoryNode old = leaf.get();
    StoryNode place = tree.append(before, service.take(open, before.ids(), next, id));
    show(place.leaf());
    if (before != old) {
      undo.push(() -> show(old));
      if (place.next().isEmpty()) {
        goOn();
      }
    }
  }

  private void show(StoryNode place) {
    StoryNode old = leaf.get();
    tree.walk(place);
    promptLength = length(place.prompt());
    leaf.set(place);
    places.setAll(place.path());
    selected.set(null);
    end.set(null);
    state.set(places.isEmpty() ? State.EMPTY : State.DONE);
    if (old != place && old.before() == null && old.next().isEmpty()) {
      tree.delete(old); // a prompt from which nothing was written
    }
    revision.set(revision.get() + 1);
    showChoice();
  }

  private int length(String prompt) {
    OpenModel open = model.model().get();
    try {
      return open == null ? 0 : service.tokens(open, prompt).length;
    } catch (GemmaException unknown) {
      return 0; // a model without a tokenizer; generating says so
    }
  }

  private StoryNode anyStory(String prompt) {
    List<StoryNode> left = tree.stories();
    return left.isEmpty() ? tree.begin(prompt) : left.get(left.size() - 1).leaf();
  }

  private void showChoice() {
    StoryNode newest = !writer.isWriting() || places.isEmpty() ? null : leaf.get();
    StoryNode at = selected.get() == null ? newest : selected.get();
    if (at != null) {
      choice.showAt(at);
    } else if (!writer.isWriting()) {
      choice.showAfter(leaf.get());
    }
  }

  private static boolean isToken(StoryNode place, int id) {
    return place.token() != null && place.token().id() == id;
  }

  /** Tokens of one vocabulary mean nothing in another. */
  private void useModel(@Nullable OpenModel now) {
    int size = now == null ? 0 : now.config().vocabSize();
    writer.whenWritten(
        () -> {
          choice.forget();
          if (size != vocabulary && !places.isEmpty()) {
            String prompt = leaf.get().prompt();
            tree = new StoryTree();
            undo.clear();
            show(tree.begin(prompt));
          }
          vocabulary = size;
          showChoice();
        });
  }
}
