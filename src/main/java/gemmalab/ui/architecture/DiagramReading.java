package gemmalab.ui.architecture;

import gemmalab.app.ActivationReader;
import gemmalab.app.OpenModel;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.stage.Activations;
import gemmalab.model.Intervention;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/** A text and what the open model computes for it: who types sees all values follow. */
public final class DiagramReading {

  private static final String FIRST_TEXT =
      "Nora saw the biggest bean in the world. She wanted to take the";

  private final ActivationReader reader;
  private final OpenModelState openModel;
  private final LatestAnswer answers;
  private final LatestAnswer lenses;
  private final StringProperty text = new SimpleStringProperty(FIRST_TEXT);
  private final ObjectProperty<Intervention> intervention =
      new SimpleObjectProperty<>(Intervention.NONE);
  private final ReadOnlyObjectWrapper<@Nullable DiagramScene> scene = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable DiagramValues> values =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable DiagramValues> unchanged =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable Throwable> fault = new ReadOnlyObjectWrapper<>();
  private boolean visited;
  private boolean reading;
  private boolean again;

  public DiagramReading(ActivationReader reader, OpenModelState openModel, UiThread ui) {
    this.reader = reader;
    this.openModel = openModel;
    answers = new LatestAnswer(ui);
    lenses = new LatestAnswer(ui);
    text.addListener((o, old, now) -> read());
    intervention.addListener((o, old, now) -> read());
    openModel.model().addListener((o, old, now) -> forget());
  }

  // Properties

  public StringProperty text() {
    return text;
  }

  /** What is changed in the model. */
  public ObjectProperty<Intervention> intervention() {
    return intervention;
  }

  /** Where everything is; null until the first text was read. */
  public ReadOnlyObjectProperty<@Nullable DiagramScene> scene() {
    return scene.getReadOnlyProperty();
  }

  /** The numbers of the text that was read last; null until the first. */
  public ReadOnlyObjectProperty<@Nullable DiagramValues> values() {
    return values.getReadOnlyProperty();
  }

  /** The numbers of the same text without the change; null while nothing is changed. */
  public ReadOnlyObjectProperty<@Nullable DiagramValues> unchanged() {
    return unchanged.getReadOnlyProperty();
  }

  /** Why the text could not be read; null if it could. */
  public ReadOnlyObjectProperty<@Nullable Throwable> fault() {
    return fault.getReadOnlyProperty();
  }

  /** The model that was read. */
  public @Nullable OpenModel model() {
    return openModel.model().get();
  }

  // Commands

  /** The screen is shown: the text is read now, and after each opening of a model. */
  public void visit() {
    if (!visited) {
      visited = true;
      read();
    }
  }

  /** A model that is being trained has other weights now. */
  public void follow() {
    OpenModel model = openModel.model().get();
    if (model != null && model.origin() == OpenModel.Origin.TRAINING) {
      read();
    }
  }

  /** Reads the text; while one reading is under way, only the last wish counts. */
  public void read() {
    OpenModel model = openModel.model().get();
    if (model == null || !visited) {
      return;
    }
    if (reading) {
      again = true;
      return;
    }
    reading = true;
    Intervention change = intervention.get();
    answers.await(
        reader.read(model, text.get(), change).thenApply(DiagramValues::new),
        read -> show(model, read),
        this::fail);
    if (change.equals(Intervention.NONE)) {
      unchanged.set(null);
    }
  }

  private void show(OpenModel model, DiagramValues read) {
    reading = false;
    fault.set(null);
    Activations activations = read.activations();
    DiagramScene now = scene.get();
    boolean same =
        now != null
            && now.length() == activations.length()
            && now.config().equals(activations.config());
    if (!same) {
      values.set(null); // never the numbers of another text in this one's places
      scene.set(new DiagramScene(activations.config(), activations.length()));
    }
    values.set(read);
    if (again) {
      readAgain();
    } else {
      addLens(model, activations);
      compare(model);
    }
  }

  private void addLens(OpenModel model, Activations activations) {
    if (!activations.hasLens()) {
      lenses.await(
          reader.lens(model, activations).thenApply(DiagramValues::new), values::set, lost -> {});
    }
  }

  private void compare(OpenModel model) {
    if (!intervention.get().equals(Intervention.NONE)) {
      answers.await(
          reader.read(model, text.get()).thenApply(DiagramValues::new), unchanged::set, fault::set);
    }
  }

  private void fail(Throwable why) {
    reading = false;
    fault.set(why);
    readAgain();
  }

  private void readAgain() {
    if (again) {
      again = false;
      read();
    }
  }

  private void forget() {
    answers.forget();
    lenses.forget();
    reading = false;
    again = false;
    unchanged.set(null);
    intervention.set(Intervention.NONE);
    read();
  }
}
