package gemmalab.ui.attention.lens;

import gemmalab.app.Inspector;
import gemmalab.inspect.LogitLens;
import gemmalab.train.IntermediateCheckpoint;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.AttentionViewModel.InspectionKey;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import org.jspecify.annotations.Nullable;

/** What the model would say after each layer; asked for only while somebody looks. */
public final class LensViewModel {

  private final Inspector service;
  private final AttentionViewModel attention;
  private final UiThread ui;
  private final LatestAnswer answers;
  private final BooleanProperty wanted = new SimpleBooleanProperty();
  private final ReadOnlyObjectWrapper<@Nullable LogitLens> lens = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper computing = new ReadOnlyBooleanWrapper();
  private @Nullable InspectionKey answered;

  public LensViewModel(Inspector service, AttentionViewModel attention, UiThread ui) {
    this.service = service;
    this.attention = attention;
    this.ui = ui;
    answers = new LatestAnswer(ui);
    attention.result().addListener((o, old, now) -> take());
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

  /** Whether one is on its way; with a large vocabulary it takes many seconds. */
  public ReadOnlyBooleanProperty computing() {
    return computing.getReadOnlyProperty();
  }

  private void take() {
    InspectionResult result = attention.result().get();
    if (result == null) {
      answers.forget();
      computing.set(false);
      answered = null;
      lens.set(null);
    } else if (wanted.get() && !result.key().equals(answered)) {
      ask(result.key());
    }
  }

  private void ask(InspectionKey key) {
    IntermediateCheckpoint past = key.checkpoint();
    CompletableFuture<LogitLens> future =
        past == null
            ? service.lens(key.model(), key.text(), key.intervention())
            : service.lensAt(past, key.text(), key.intervention());
    computing.set(true);
    answers.await(
        future,
        found -> {
          computing.set(false);
          answered = key;
          lens.set(found);
        },
        fault -> {
          computing.set(false);
          ui.report(fault);
        });
  }
}
