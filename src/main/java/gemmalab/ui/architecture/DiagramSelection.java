package gemmalab.ui.architecture;

import gemmalab.app.ActivationReader;
import gemmalab.app.OpenModel;
import gemmalab.inspect.diagram.DiagramLook;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.HeadChoice;
import gemmalab.inspect.diagram.SourceCells;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.stage.Calculation;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import java.util.Objects;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/** What of the diagram is chosen and pointed at, and how the number there was computed. */
public final class DiagramSelection {

  private final ActivationReader reader;
  private final DiagramReading reading;
  private final LatestAnswer answers;
  private final ReadOnlyObjectWrapper<Spot> selected = new ReadOnlyObjectWrapper<>(Spot.whole(0));
  private final ReadOnlyObjectWrapper<@Nullable Spot> pointed = new ReadOnlyObjectWrapper<>();
  private final ReadOnlyObjectWrapper<@Nullable WrittenCell> written =
      new ReadOnlyObjectWrapper<>();
  private final ObjectProperty<HeadChoice> heads = new SimpleObjectProperty<>(HeadChoice.ALL);
  private @Nullable Spot asked;
  private @Nullable Spot waiting;

  /** A number and how it was computed. */
  public record WrittenCell(Spot cell, Calculation calculation) {}

  public DiagramSelection(ActivationReader reader, DiagramReading reading, UiThread ui) {
    this.reader = reader;
    this.reading = reading;
    answers = new LatestAnswer(ui);
    reading.scene().addListener((o, old, now) -> fitInto(old, now));
    reading.values().addListener((o, old, now) -> recalculate());
  }

  // Properties

  /** What is explained; its token is the chosen one. */
  public ReadOnlyObjectProperty<Spot> selected() {
    return selected.getReadOnlyProperty();
  }

  /** What is under the pointer; null for nothing. */
  public ReadOnlyObjectProperty<@Nullable Spot> pointed() {
    return pointed.getReadOnlyProperty();
  }

  /** How the number under the pointer, or else the selected one, was computed. */
  public ReadOnlyObjectProperty<@Nullable WrittenCell> written() {
    return written.getReadOnlyProperty();
  }

  /** Whose attention the arcs show. */
  public ObjectProperty<HeadChoice> heads() {
    return heads;
  }

  /** What is marked in the diagram. */
  public DiagramLook look() {
    WrittenCell now = written.get();
    Set<Spot> sources = now == null ? Set.of() : SourceCells.of(now.cell(), now.calculation());
    return new DiagramLook(selected.get(), pointed.get(), sources, heads.get());
  }

  // Commands

  public void select(Spot spot) {
    selected.set(spot);
    calculate();
  }

  /** The pointer is on something; null when it leaves. */
  public void point(@Nullable Spot spot) {
    if (!Objects.equals(spot, pointed.get())) {
      pointed.set(spot);
      calculate();
    }
  }

  /** The number that is written out: the pointed one, or else the selected one. */
  private @Nullable Spot wanted() {
    Spot under = pointed.get();
    if (under != null && under.depth() == Spot.Depth.CELL) {
      return under;
    }
    return selected.get().depth() == Spot.Depth.CELL ? selected.get() : null;
  }

  private void recalculate() {
    asked = null;
    written.set(null);
    calculate();
  }

  private void calculate() {
    Spot wish = wanted();
    DiagramValues values = reading.values().get();
    OpenModel model = reading.model();
    if (wish == null || values == null || model == null || wish.stage() == null) {
      answers.forget();
      asked = null;
      waiting = null;
      written.set(null);
      return;
    }
    if (asked != null) {
      waiting = wish; // a pointer is faster than answers: only the last place counts
      return;
    }
    WrittenCell now = written.get();
    if (now != null && now.cell().equals(wish)) {
      return;
    }
    asked = wish;
    answers.await(
        reader.calculation(
            model, values.activations(), wish.stage(), wish.layer(), wish.token(), wish.index()),
        found -> show(new WrittenCell(wish, found)),
        fault -> show(null));
  }

  private void show(@Nullable WrittenCell found) {
    asked = null;
    written.set(found);
    if (waiting != null) {
      waiting = null;
      calculate();
    }
  }

  /** Another text has other columns: the last token is the one whose next word is asked for. */
  private void fitInto(@Nullable DiagramScene old, @Nullable DiagramScene now) {
    pointed.set(null);
    if (now == null) {
      return;
    }
    Spot before = selected.get();
    boolean last = old == null || before.token() >= old.length() - 1;
    int token = last ? now.length() - 1 : Math.min(before.token(), now.length() - 1);
    boolean exists = old == null || old.config().equals(now.config());
    Spot kept = exists ? before.withToken(token) : Spot.whole(token);
    boolean vanished = kept.depth() == Spot.Depth.CELL && kept.index() >= now.cells(kept).count();
    select(vanished ? kept.around() : kept);
  }
}
