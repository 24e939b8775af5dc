package gemmalab.ui.attention;

import gemmalab.app.Futures;
import gemmalab.app.InspectService;
import gemmalab.app.OpenModel;
import gemmalab.inspect.Inspection;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.shell.Problems;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** The attention screen's state: a text, its maps, and the layer and head that are looked at. */
public final class AttentionViewModel {

  private static final String FIRST_TEXT =
      "Lily had a red ball. She gave the ball to Tom, and Tom gave it back to Lily.";

  private final InspectService service;
  private final OpenModelState openModel;
  private final Problems problems;
  private final UiThread ui;
  private final StringProperty text = new SimpleStringProperty(FIRST_TEXT);
  private final IntegerProperty layer = new SimpleIntegerProperty();
  private final IntegerProperty head = new SimpleIntegerProperty();
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyObjectWrapper<@Nullable Inspection> maps = new ReadOnlyObjectWrapper<>();
  private int asked;

  public AttentionViewModel(
      InspectService service, OpenModelState openModel, Problems problems, UiThread ui) {
    this.service = service;
    this.openModel = openModel;
    this.problems = problems;
    this.ui = ui;
    openModel.model().addListener((o, old, now) -> forget());
  }

  // Properties

  public StringProperty text() {
    return text;
  }

  /** Index of the chosen layer, from 0. */
  public IntegerProperty layer() {
    return layer;
  }

  /** Index of the chosen head, from 0. */
  public IntegerProperty head() {
    return head;
  }

  public ReadOnlyBooleanProperty busy() {
    return busy.getReadOnlyProperty();
  }

  /** All maps of the text; null before one was looked at. */
  public ReadOnlyObjectProperty<@Nullable Inspection> maps() {
    return maps.getReadOnlyProperty();
  }

  /** Weights [token][token looked at] of the chosen head; null before there are any. */
  public float @Nullable [][] chosenMap() {
    Inspection all = maps.get();
    return all == null ? null : all.weights()[layer.get()][head.get()];
  }

  // Commands

  /** Runs the text through the model and takes its maps. */
  public void look() {
    OpenModel model = openModel.model().get();
    if (model == null) {
      return;
    }
    int question = ++asked;
    busy.set(true);
    problems.clear();
    Futures.watch(
        service.look(model, text.get(), gemmalab.model.Intervention.NONE),
        (found, fault) -> ui.execute(() -> answer(question, found, fault)));
  }

  /** An answer to an older question is dropped. */
  private void answer(int question, @Nullable Inspection found, @Nullable Throwable fault) {
    if (question != asked) {
      return;
    }
    busy.set(false);
    if (found != null) {
      layer.set(Math.min(layer.get(), found.weights().length - 1));
      head.set(Math.min(head.get(), found.weights()[0].length - 1));
      maps.set(found);
    } else if (fault != null) {
      problems.show(fault);
    }
  }

  /** Another model's maps are not these. */
  private void forget() {
    asked++;
    busy.set(false);
    maps.set(null);
  }
}
