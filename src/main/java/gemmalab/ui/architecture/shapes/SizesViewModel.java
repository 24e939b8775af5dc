package gemmalab.ui.architecture.shapes;

import gemmalab.app.MachineSpeed;
import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.ui.common.UiThread;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.Observable;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** A configuration whose numbers can be changed, and what follows from them at once. */
public final class SizesViewModel {

  private static final int BATCH = 1;
  private static final int LENGTH = 1_024;

  private final Supplier<CompletableFuture<MachineSpeed>> measurement;
  private final Consumer<Sizing> train;
  private final UiThread ui;
  private final ConfigurationForm form;
  private final ReadOnlyObjectWrapper<Sizing> sizing;
  private final ReadOnlyObjectWrapper<@Nullable GemmaException> fault =
      new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable MachineSpeed> speed = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyBooleanWrapper measuring = new ReadOnlyBooleanWrapper();
  private final ReadOnlyBooleanWrapper canUndo = new ReadOnlyBooleanWrapper();
  private final Deque<Sizing> before = new ArrayDeque<>();
  private Sizing start;
  private @Nullable Observable lastEdited;
  private boolean taking;

  /**
   * Begins with the reproduction.
   *
   * @param measurement measures this computer
   * @param train carries a configuration to the training screen
   */
  SizesViewModel(
      Sizing first,
      Supplier<CompletableFuture<MachineSpeed>> measurement,
      Consumer<Sizing> train,
      UiThread ui) {
    this.measurement = measurement;
    this.train = train;
    this.ui = ui;
    start = first;
    sizing = new ReadOnlyObjectWrapper<>(first);
    form = new ConfigurationForm(first);
    for (ConfigurationNumber number : ConfigurationNumber.values()) {
      form.number(number).addListener((o, old, now) -> edited(form.number(number)));
    }
    form.tied().addListener((o, old, now) -> edited(form.tied()));
  }

  /** A configuration with texts of a usual size. */
  static Sizing usual(GemmaConfig config) {
    return new Sizing(config, BATCH, Math.min(LENGTH, config.maxPositionEmbeddings()));
  }

  // Properties

  public ConfigurationForm form() {
    return form;
  }

  /** The last numbers that made sense. */
  public ReadOnlyObjectProperty<Sizing> sizing() {
    return sizing.getReadOnlyProperty();
  }

  /** Why those in the form make none; null if they do. */
  public ReadOnlyObjectProperty<@Nullable GemmaException> fault() {
    return fault.getReadOnlyProperty();
  }

  /** How fast this computer is; null before it was measured. */
  public ReadOnlyObjectProperty<@Nullable MachineSpeed> speed() {
    return speed.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty measuring() {
    return measuring.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty canUndo() {
    return canUndo.getReadOnlyProperty();
  }

  /** Whether a configuration can be trained here: with GPT-2's tokens, all or some. */
  public static boolean isTrainable(Sizing sizing) {
    return sizing.config().vocabSize() <= Gpt2Tokenizer.SIZE;
  }

  // Commands

  /** Begins anew with a configuration; can be undone. */
  public void begin(GemmaConfig config) {
    start = usual(config);
    reset();
  }

  /** Back to the numbers that it began with; can be undone. */
  public void reset() {
    if (!start.equals(sizing.get()) || fault.get() != null) {
      keep();
      take(start);
    }
  }

  /** Takes the last change back; several in one field are one change. */
  public void undo() {
    if (!before.isEmpty()) {
      take(before.pop());
      canUndo.set(!before.isEmpty());
    }
  }

  /** Measures this computer once. */
  public void visit() {
    if (speed.get() == null) {
      measure();
    }
  }

  /** Measures this computer. */
  public void measure() {
    if (measuring.get()) {
      return;
    }
    measuring.set(true);
    ui.run(
        measurement.get(),
        now -> {
          speed.set(now);
          measuring.set(false);
        },
        why -> {
          measuring.set(false);
          ui.report(why);
        });
  }

  /** Carries the configuration to the training screen. */
  public void train() {
    if (fault.get() == null && isTrainable(sizing.get())) {
      train.accept(sizing.get());
    }
  }

  private void edited(Observable field) {
    if (taking) {
      return;
    }
    if (!field.equals(lastEdited)) {
      keep();
      lastEdited = field;
    }
    read();
  }

  private void read() {
    try {
      sizing.set(form.read());
      fault.set(null);
    } catch (GemmaException e) {
      fault.set(e);
    }
  }

  private void keep() {
    before.push(sizing.get());
    canUndo.set(true);
  }

  private void take(Sizing next) {
    taking = true;
    try {
      form.show(next);
    } finally {
      taking = false;
    }
    lastEdited = null;
    read();
  }
}
