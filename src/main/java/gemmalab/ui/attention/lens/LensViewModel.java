package gemmalab.ui.attention.lens;

import gemmalab.app.Futures;
import gemmalab.app.InspectService;
import gemmalab.inspect.LogitLens;
import gemmalab.train.RunSnapshots.Snapshot;
import gemmalab.ui.attention.look.AttentionViewModel;
import gemmalab.ui.attention.look.AttentionViewModel.Question;
import gemmalab.ui.attention.look.AttentionViewModel.Seen;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.Problems;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** What the model would say after each layer; asked for only while somebody looks. */
public final class LensViewModel {

  private final InspectService service;
  private final AttentionViewModel attention;
  private final Problems problems;
  private final UiThread ui;
  private final BooleanProperty wanted = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<@Nullable LogitLens> lens = new ReadOnlyObjectWrapper<>();
  private @Nullable Question answered;
  private int asked;

  public LensViewModel(
      InspectService service, AttentionViewModel attention, Problems problems, UiThread ui) {
    this.service = service;
    this.attention = attention;
    this.problems = problems;
    this.ui = ui;
    attention.seen().addListener((o, old, now) -> take());
    wanted.addListener((o, old, now) -> take());
  }

  // Properties

  /** Whether it is looked at. */
  public BooleanProperty wanted() {
    return wanted;
  }

  /** Null before there is one. */
  public ReadOnlyObjectProperty<@Nullable LogitLens> lens() {
    return lens.getReadOnlyProperty();
  }

  private void take() {
    Seen seen = attention.seen().get();
    if (seen == null) {
      asked++;
      answered = null;
      lens.set(null);
    } else if (wanted.get() && !seen.question().equals(answered)) {
      ask(seen.question());
    }
  }

  private void ask(Question question) {
    int number = ++asked;
    Snapshot past = question.snapshot();
    CompletableFuture<LogitLens> future =
        past == null
            ? service.lens(question.model(), question.text(), question.intervention())
            : service.lensAt(past, question.text(), question.intervention());
    Futures.watch(
        future, (found, fault) -> ui.execute(() -> answer(number, question, found, fault)));
  }

  private void answer(
      int number, Question question, @Nullable LogitLens found, @Nullable Throwable fault) {
    if (number != asked) {
      return;
    }
    if (found != null) {
      answered = question;
      lens.set(found);
    } else if (fault != null) {
      problems.show(fault);
    }
  }
}
