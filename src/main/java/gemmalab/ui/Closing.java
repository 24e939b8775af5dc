package gemmalab.ui;

import gemmalab.ui.common.Texts;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.Questions;
import gemmalab.ui.shell.Questions.Question;
import gemmalab.ui.training.TrainingViewModel;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import org.jspecify.annotations.Nullable;

/**
 * What happens when the user closes the window: a run at work is asked about, stopped and saved.
 */
public final class Closing {

  private final TrainingViewModel training;
  private final Questions questions;
  private final Texts texts;
  private final UiThread ui;
  private final Runnable close;
  private final ReadOnlyBooleanWrapper saving = new ReadOnlyBooleanWrapper();

  /**
   * Closes nothing yet.
   *
   * @param close closes the window for good
   */
  Closing(
      TrainingViewModel training, Questions questions, Texts texts, UiThread ui, Runnable close) {
    this.training = training;
    this.questions = questions;
    this.texts = texts;
    this.ui = ui;
    this.close = close;
  }

  /** Whether the window waits for a run to be saved, to close then. */
  public ReadOnlyBooleanProperty saving() {
    return saving.getReadOnlyProperty();
  }

  /** Whether the window may close at once; if not, the user is asked, or the run is being saved. */
  boolean mayClose() {
    if (training.end().isEmpty()) {
      return true;
    }
    if (!saving.get()) {
      questions.ask(new Question("ui.close"), this::closeOnceSaved);
    }
    return false;
  }

  private void closeOnceSaved() {
    CompletableFuture<@Nullable Void> end = training.end().orElse(null);
    if (end == null) { // it ended while the user thought
      close.run();
      return;
    }
    saving.set(true);
    training.stop();
    ui.run(end, saved -> close.run(), this::unsaved);
  }

  private void unsaved(Throwable fault) {
    saving.set(false);
    if (fault instanceof CancellationException) { // nothing had begun
      close.run();
    } else {
      questions.ask(new Question("ui.close.unsaved", texts.fault(fault)), close);
    }
  }
}
