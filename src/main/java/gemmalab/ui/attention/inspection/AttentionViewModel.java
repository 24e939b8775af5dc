package gemmalab.ui.attention.inspection;

import gemmalab.app.Inspector;
import gemmalab.app.OpenModel;
import gemmalab.inspect.Inspection;
import gemmalab.inspect.picture.MapScale;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.train.IntermediateCheckpoint;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The attention screen's state: a text, the head that is looked at, what is changed in the model,
 * and what was seen with and without the change.
 */
public final class AttentionViewModel {

  private static final String FIRST_TEXT =
      "Do you know Nora? Nora was a smart little girl. Early one morning, Nora saw the biggest bean"
          + " in the world at the station. She wanted to take the bean home.";
  private static final AttentionHead FIRST_HEAD = new AttentionHead(0, 0);

  private final Inspector service;
  private final OpenModelState openModel;
  private final ErrorNotifications errors;
  private final LatestAnswer answers;
  private final StringProperty text = new SimpleStringProperty(FIRST_TEXT);
  private final ObjectProperty<AttentionHead> head = new SimpleObjectProperty<>(FIRST_HEAD);
  private final ObjectProperty<MapScale> scale = new SimpleObjectProperty<>(MapScale.LINEAR);
  private final ReadOnlyObjectWrapper<Intervention> intervention =
      new ReadOnlyObjectWrapper<>(Intervention.NONE);
  private final ReadOnlyObjectWrapper<State> state = new ReadOnlyObjectWrapper<>(State.EMPTY);
  private final ReadOnlyObjectWrapper<@Nullable InspectionResult> result =
      new ReadOnlyObjectWrapper<>();
  private @Nullable IntermediateCheckpoint checkpoint;
  private boolean chosen;
  private boolean visited;
  private boolean again;

  /** Where the look at the text stands. */
  public enum State {
    /** Nothing was seen. */
    EMPTY,
    /** The first look is under way. */
    INSPECTING,
    INSPECTED,
    /** What was seen stays while another look is under way. */
    REINSPECTING;

    public boolean isInspecting() {
      return this == INSPECTING || this == REINSPECTING;
    }

    /** Whether there is something to show. */
    public boolean hasResult() {
      return this == INSPECTED || this == REINSPECTING;
    }
  }

  /** What was asked: of the open model, or of one of its run's history. */
  public record InspectionKey(
      OpenModel model,
      @Nullable IntermediateCheckpoint checkpoint,
      String text,
      Intervention intervention) {

    /** The same of the model as it is. */
    public InspectionKey ofBaseline() {
      return new InspectionKey(model, checkpoint, text, Intervention.NONE);
    }
  }

  public AttentionViewModel(
      Inspector service, OpenModelState openModel, ErrorNotifications errors, UiThread ui) {
    this.service = service;
    this.openModel = openModel;
    this.errors = errors;
    answers = new LatestAnswer(ui);
    openModel.model().addListener((o, old, now) -> forget());
  }

  // Properties

  public StringProperty text() {
    return text;
  }

  /** The chosen head. */
  public ObjectProperty<AttentionHead> head() {
    return head;
  }

  /** How weights become colours. */
  public ObjectProperty<MapScale> scale() {
    return scale;
  }

  /** What is changed in the model. */
  public ReadOnlyObjectProperty<Intervention> intervention() {
    return intervention.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<State> state() {
    return state.getReadOnlyProperty();
  }

  /** What was seen last; null before a text was looked at. */
  public ReadOnlyObjectProperty<@Nullable InspectionResult> result() {
    return result.getReadOnlyProperty();
  }

  // Commands

  /** The screen is shown: what it shows by itself comes now, and after each opening of a model. */
  public void visit() {
    if (!visited) {
      visited = true;
      inspect();
    }
  }

  /** Runs the text through the model; while one look is under way, only the last wish counts. */
  public void inspect() {
    OpenModel model = openModel.model().get();
    if (model == null) {
      return;
    }
    if (state.get().isInspecting()) {
      again = true;
      return;
    }
    state.set(result.get() == null ? State.INSPECTING : State.REINSPECTING);
    errors.clear();
    InspectionKey key = new InspectionKey(model, checkpoint, text.get(), intervention.get());
    answers.await(
        inspect(key)
            .thenCombine(
                inspect(key.ofBaseline()),
                (modified, baseline) -> new InspectionResult(key, modified, baseline)),
        this::show,
        this::fail);
  }

  /** Switches a head off, or on again. */
  public void toggle(AttentionHead which) {
    Set<AttentionHead> ablatedHeads = new HashSet<>(intervention.get().ablatedHeads());
    if (!ablatedHeads.remove(which)) {
      ablatedHeads.add(which);
    }
    change(intervention.get().withAblatedHeads(ablatedHeads));
  }

  /** Switches all heads on. */
  public void restoreAll() {
    change(intervention.get().withAblatedHeads(Set.of()));
  }

  /**
   * Lets local layers see so many tokens; {@link Intervention#MODEL_WINDOW} for the model's own.
   */
  public void setWindow(int keys) {
    InspectionResult now = result.get();
    boolean same = now != null && keys == own(now);
    change(intervention.get().withSlidingWindow(same ? Intervention.MODEL_WINDOW : keys));
  }

  /** Looks at a model of the run's history; null for the open one. */
  public void inspectAt(@Nullable IntermediateCheckpoint chosen) {
    if (!Objects.equals(chosen, checkpoint)) {
      checkpoint = chosen;
      inspect();
    }
  }

  /** The number of keys that is the model's own for this text. */
  public static int own(InspectionResult now) {
    return Math.min(now.key().model().config().slidingWindow(), now.baseline().tokens().size());
  }

  private void change(Intervention next) {
    if (!next.equals(intervention.get())) {
      intervention.set(next);
      inspect();
    }
  }

  private CompletableFuture<Inspection> inspect(InspectionKey key) {
    IntermediateCheckpoint past = key.checkpoint();
    return past == null
        ? service.inspect(key.model(), key.text(), key.intervention())
        : service.inspectAt(past, key.text(), key.intervention());
  }

  private void show(InspectionResult found) {
    boolean byHand = chosen || !head.get().equals(FIRST_HEAD);
    head.set(byHand ? existing(found.modified()) : found.baseline().suggestedHead());
    chosen = true;
    result.set(found);
    state.set(State.INSPECTED);
    inspectAgain();
  }

  private void fail(Throwable fault) {
    state.set(result.get() == null ? State.EMPTY : State.INSPECTED);
    errors.show(fault);
    inspectAgain();
  }

  private void inspectAgain() {
    if (again) {
      again = false;
      inspect();
    }
  }

  /** The chosen head, or the nearest that this model has. */
  private AttentionHead existing(Inspection found) {
    float[][][][] weights = found.weights();
    return new AttentionHead(
        Math.min(head.get().layer(), weights.length - 1),
        Math.min(head.get().head(), weights[0].length - 1));
  }

  /** Another model's maps are not these, and its heads are others. */
  private void forget() {
    answers.forget();
    again = false;
    checkpoint = null;
    result.set(null);
    state.set(State.EMPTY);
    intervention.set(Intervention.NONE);
    if (visited) {
      inspect();
    }
  }
}
