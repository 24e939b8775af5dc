package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.diagram.Spot.Depth;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.SimpleObjectProperty;

/** The way of one token through the model, step by step. */
public final class PlayModel {

  private final DiagramReading reading;
  private final DiagramSelection selection;
  private final DiagramNavigation navigation;
  private final ReadOnlyBooleanWrapper playing = new ReadOnlyBooleanWrapper();
  private final ReadOnlyIntegerWrapper step = new ReadOnlyIntegerWrapper(-1);
  private final ObjectProperty<Speed> speed = new SimpleObjectProperty<>(Speed.NORMAL);

  /** How long a step is shown. */
  public enum Speed {
    SLOW(6),
    NORMAL(3),
    FAST(1);

    private final double seconds;

    Speed(double seconds) {
      this.seconds = seconds;
    }

    /** Seconds that a step is shown. */
    public double seconds() {
      return seconds;
    }
  }

  public PlayModel(
      DiagramReading reading, DiagramSelection selection, DiagramNavigation navigation) {
    this.reading = reading;
    this.selection = selection;
    this.navigation = navigation;
    selection.selected().addListener((o, old, now) -> step.set(place(now)));
  }

  // Properties

  public ReadOnlyBooleanProperty playing() {
    return playing.getReadOnlyProperty();
  }

  /** Which step is shown, from 0; -1 while none is. */
  public ReadOnlyIntegerProperty step() {
    return step.getReadOnlyProperty();
  }

  public ObjectProperty<Speed> speed() {
    return speed;
  }

  /** Number of steps from the token to its next one. */
  public int count() {
    return way().size();
  }

  // Commands

  /** Plays from the step that is shown, or from the beginning; or pauses. */
  public void toggle() {
    if (playing.get()) {
      playing.set(false);
      return;
    }
    if (count() > 0) {
      int now = step.get();
      int first = selection.selected().get().depth() == Depth.BAND ? firstOfBand() : 0;
      show(now < 0 || now == count() - 1 ? first : now);
      playing.set(true);
    }
  }

  /** One step on; the last one ends the play. */
  public void next() {
    if (step.get() + 1 < count()) {
      show(step.get() + 1);
    } else {
      playing.set(false);
    }
  }

  /** One step back. */
  public void back() {
    show(Math.max(0, step.get() - 1));
  }

  /** Shows a step where it stands: its layer fills the view. */
  public void show(int number) {
    List<Spot> way = way();
    if (number < 0 || number >= way.size()) {
      return;
    }
    Spot spot = way.get(number);
    Spot seen = navigation.place().get();
    boolean there = seen.depth() != Depth.WHOLE && seen.band() == spot.band();
    if (!there || seen.token() != spot.token()) {
      navigation.go(spot.around());
    }
    selection.select(spot);
  }

  private int firstOfBand() {
    int band = selection.selected().get().band();
    List<Spot> way = way();
    for (int i = 0; i < way.size(); i++) {
      if (way.get(i).band() == band) {
        return i;
      }
    }
    return 0;
  }

  private int place(Spot spot) {
    return way().indexOf(spot.depth() == Depth.CELL ? spot.around() : spot);
  }

  private List<Spot> way() {
    DiagramScene scene = reading.scene().get();
    return scene == null ? List.of() : scene.way(selection.selected().get().token());
  }
}
