package gemmalab.ui.playground;

import gemmalab.app.ModelWriter;
import gemmalab.app.OpenModel;
import gemmalab.generate.FinishReason;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.NextTokenDistribution;
import gemmalab.generate.StoryTree.StoryNode;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.ErrorNotifications;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** A story that grows token by token, with its branches, and the choice at the selected place. */
public final class StoryViewModel {

  private final ModelWriter service;
  private final ModelChoice model;
  private final StoryBranch branch = new StoryBranch();
  private final StoryWriting writing;
  private final StoryWriter writer;
  private final StoryEdits edits = new StoryEdits(branch, this::show);
  private final StoryConversation conversation;
  private final PlaceChoice choice;
  private final ShownChoice shownChoice;
  private int vocabulary;
  private int promptLength;

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
   * @param watched whether anyone sees the story
   */
  StoryViewModel(
      ModelWriter service,
      ModelChoice model,
      Supplier<GenerationRequest> order,
      ErrorNotifications errors,
      UiThread ui,
      ObservableBooleanValue watched) {
    this.service = service;
    this.model = model;
    conversation = new StoryConversation(service);
    choice = new PlaceChoice(service, model, ui);
    shownChoice = new ShownChoice(choice, branch, this::isWriting);
    writing = new StoryWriting(branch, shownChoice, order, errors);
    model.model().addListener((o, old, now) -> useModel(now));
    writer = new StoryWriter(service, ui, watched, writing);
  }

  // Properties

  public ReadOnlyObjectProperty<State> state() {
    return writing.state();
  }

  /** Why the text ended; null before. */
  public ReadOnlyObjectProperty<@Nullable FinishReason> end() {
    return writing.end();
  }

  /** The end of the branch on screen. */
  public ReadOnlyObjectProperty<StoryNode> leaf() {
    return branch.leaf();
  }

  /** The branch on screen, without the prompt. */
  public ObservableList<StoryNode> places() {
    return branch.places();
  }

  /** The place whose choice is shown; null for the token to come. */
  public ReadOnlyObjectProperty<@Nullable StoryNode> selected() {
    return shownChoice.selected();
  }

  /** Goes up when branches come or go. */
  public ReadOnlyIntegerProperty revision() {
    return branch.revision();
  }

  public ReadOnlyBooleanProperty canUndo() {
    return edits.canUndo();
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

  StoryConversation conversation() {
    return conversation;
  }

  /** Tokens of prompt and story. */
  public int tokens() {
    return promptLength + places().size();
  }

  /** The beginnings of all stories. */
  public List<StoryNode> stories() {
    return branch.stories();
  }

  // Commands

  /** Writes a new story from the prompt, or an answer to it; the one before stays as a branch. */
  public void generate() {
    OpenModel open = model.model().get();
    if (open != null) {
      writing.begin(
          writer,
          open,
          order -> {
            GenerationRequest request = conversation.next(order, open, leaf().get());
            edits.leaveFor(branch.begin(request.prompt()));
            return request;
          });
    }
  }

  /** Writes on at the end of the branch. */
  public void continueStory() {
    writing.begin(
        writer,
        model.model().get(),
        request -> request.after(leaf().get().prompt(), leaf().get().ids()));
  }

  /** Ends the text; what is there stays. */
  public void stop() {
    writer.stop();
  }

  /** Shows the choice at a place; null for the token to come. */
  public void select(@Nullable StoryNode place) {
    shownChoice.select(place);
    shownChoice.show();
  }

  /**
   * Takes a token where the choice is shown: as the next token at the end; elsewhere the story
   * branches there and goes on.
   */
  public void take(int id) {
    StoryNode at = choice.shown();
    NextTokenDistribution next = choice.choice().next();
    OpenModel open = model.model().get();
    if (next == null
        || open == null
        || (at != null && at.token() != null && at.token().id() == id)) {
      return;
    }
    StoryNode before = at == null ? leaf().get() : Objects.requireNonNull(at.before());
    writer.whenStill(() -> take(open, before, next, id));
  }

  /** Shows the branch that leads through a place, as far as it was walked last. */
  public void walk(StoryNode place) {
    writer.whenStill(() -> show(branch.through(place)));
  }

  /** Deletes a place and all that comes after it; can be undone. */
  public void delete(StoryNode place) {
    writer.whenStill(() -> edits.delete(place));
  }

  /** Takes back the last deletion, branch or new story. */
  public void undo() {
    writer.whenStill(edits::undo);
  }

  /** Shows what may come after a prompt, as long as nothing is written. */
  void preview(String prompt) {
    if (!writer.isWriting() && places().isEmpty()) {
      show(branch.begin(prompt));
    }
  }

  private boolean isWriting() {
    return writer.isWriting();
  }

  private void take(OpenModel open, StoryNode before, NextTokenDistribution next, int id) {
    if (service.isEnd(open, id)) {
      show(before);
      writing.rest(FinishReason.END_OF_TEXT);
      return;
    }
    boolean atEnd = before == leaf().get();
    StoryNode place = branch.append(before, service.take(open, before.ids(), next, id));
    if (atEnd) {
      show(place.leaf());
      return;
    }
    edits.leaveFor(place.leaf());
    if (place.next().isEmpty()) {
      continueStory();
    }
  }

  private void show(StoryNode place) {
    promptLength = length(place.prompt());
    branch.show(place);
    shownChoice.select(null);
    writing.rest(null);
    shownChoice.show();
  }

  private int length(String prompt) {
    OpenModel open = model.model().get();
    try {
      return open == null ? 0 : service.tokens(open, prompt).length;
    } catch (GemmaException unknown) {
      return 0; // a model without a tokenizer; generating says so
    }
  }

  /** Tokens of one vocabulary mean nothing in another. */
  private void useModel(@Nullable OpenModel now) {
    int size = now == null ? 0 : now.config().vocabSize();
    writer.whenWritten(
        () -> {
          choice.forget();
          if (size != vocabulary && !places().isEmpty()) {
            String prompt = leaf().get().prompt();
            branch.clear();
            edits.clear();
            show(branch.begin(prompt));
          }
          vocabulary = size;
          shownChoice.show();
        });
  }
}
