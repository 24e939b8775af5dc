package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.Area;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.diagram.Spot.Depth;
import gemmalab.inspect.diagram.Viewport;
import gemmalab.inspect.diagram.Whereabouts;
import gemmalab.model.ModelStage;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

/** The way through the diagram: zoom and movement of the view, and steps from part to part. */
public final class DiagramNavigation {

  private static final Viewport FIRST = new Viewport(0, 0, 1, 976, 640);

  private final DiagramReading reading;
  private final DiagramSelection selection;
  private final ReadOnlyObjectWrapper<Viewport> view = new ReadOnlyObjectWrapper<>(FIRST);
  private final ReadOnlyObjectWrapper<Viewport> goal = new ReadOnlyObjectWrapper<>(FIRST);
  private final ReadOnlyObjectWrapper<Spot> place = new ReadOnlyObjectWrapper<>(Spot.whole(0));

  /** What the view frames until a hand moves it; a window of another size frames it again. */
  private @Nullable Spot framed = Spot.whole(0);

  public DiagramNavigation(DiagramReading reading, DiagramSelection selection) {
    this.reading = reading;
    this.selection = selection;
    reading.scene().addListener((o, old, now) -> follow(old, now));
    selection.selected().addListener((o, old, now) -> settle());
  }

  // Properties

  /** What is seen. */
  public ReadOnlyObjectProperty<Viewport> view() {
    return view.getReadOnlyProperty();
  }

  /** Where the view is going; the window takes it there in few steps. */
  public ReadOnlyObjectProperty<Viewport> goal() {
    return goal.getReadOnlyProperty();
  }

  /** What fills the view. */
  public ReadOnlyObjectProperty<Spot> place() {
    return place.getReadOnlyProperty();
  }

  // Commands

  /** The window has another size. */
  public void resize(double width, double height) {
    Viewport now = view.get();
    if (width >= 1 && height >= 1 && (now.width() != width || now.height() != height)) {
      show(now.resized(width, height));
      frameAgain();
    }
  }

  /** Zooms at a pixel: what is there stays there. */
  public void zoom(double factor, double x, double y) {
    framed = null;
    show(view.get().zoomed(factor, x, y));
  }

  /** Zooms in the middle. */
  public void zoom(double factor) {
    zoom(factor, view.get().width() / 2, view.get().height() / 2);
  }

  /** Moves with the hand, by pixels. */
  public void pan(double x, double y) {
    framed = null;
    show(view.get().moved(x, y));
  }

  /** Shows everything. */
  public void fit() {
    go(Spot.whole(selection.selected().get().token()));
  }

  /** Goes to a spot and selects it. */
  public void go(Spot spot) {
    selection.select(spot);
    DiagramScene scene = reading.scene().get();
    if (scene != null) {
      framed = spot;
      goal.set(Whereabouts.onto(scene, spot, view.get()));
    }
  }

  /** Sets the view, as a movement of the window does step by step. */
  public void show(Viewport wanted) {
    DiagramScene scene = reading.scene().get();
    view.set(scene == null ? wanted : Whereabouts.kept(scene, wanted));
    settle();
  }

  /** One step nearer: the model, a layer, a stage, a number. */
  public void enter() {
    Spot spot = selection.selected().get();
    DiagramScene scene = reading.scene().get();
    if (scene == null) {
      return;
    }
    switch (spot.depth()) {
      case WHOLE -> go(Spot.band(0, spot.token()));
      case BAND -> go(first(scene, spot));
      case STAGE -> go(spot.withIndex(0));
      case CELL -> go(spot);
    }
  }

  /** One step back. */
  public void leave() {
    go(selection.selected().get().around());
  }

  /** Along the way of the data, or back. */
  public void walk(int steps) {
    Spot spot = selection.selected().get();
    DiagramScene scene = reading.scene().get();
    if (scene == null) {
      return;
    }
    switch (spot.depth()) {
      case WHOLE ->
          reveal(Spot.band(steps > 0 ? DiagramScene.EMBEDDING_BAND : scene.headBand(), token()));
      case BAND -> {
        int band = Math.max(-1, Math.min(scene.headBand(), spot.band() + steps));
        reveal(Spot.band(band, spot.token()));
      }
      case STAGE -> {
        List<Spot> way = scene.way(spot.token());
        int index = way.indexOf(spot) + steps;
        reveal(way.get(Math.max(0, Math.min(way.size() - 1, index))));
      }
      case CELL -> cell(scene, spot, -steps * scene.cells(spot).columns());
    }
  }

  /** To another token, or to the number beside. */
  public void turn(int steps) {
    Spot spot = selection.selected().get();
    DiagramScene scene = reading.scene().get();
    if (scene == null) {
      return;
    }
    if (spot.depth() == Depth.CELL) {
      cell(scene, spot, steps);
    } else {
      int token = Math.max(0, Math.min(scene.length() - 1, spot.token() + steps));
      reveal(spot.withToken(token));
    }
  }

  private void cell(DiagramScene scene, Spot spot, int steps) {
    int index = spot.index() + steps;
    if (index >= 0 && index < scene.cells(spot).count()) {
      reveal(spot.withIndex(index));
    }
  }

  private int token() {
    return selection.selected().get().token();
  }

  private static Spot first(DiagramScene scene, Spot band) {
    for (Spot spot : scene.way(band.token())) {
      ModelStage stage = spot.stage();
      if (spot.band() == band.band() && stage != null) {
        return spot;
      }
    }
    return band;
  }

  /** Selects, and moves the view if what is selected is not in it; the zoom stays. */
  void reveal(Spot spot) {
    selection.select(spot);
    DiagramScene scene = reading.scene().get();
    if (scene == null || spot.depth() == Depth.WHOLE) {
      return;
    }
    Viewport now = view.get();
    Area area = scene.area(spot, now.scale());
    boolean inside =
        now.seen().contains(area.x(), area.y()) && now.seen().contains(area.right(), area.bottom());
    if (!inside && spot.depth() == Depth.BAND && place.get().depth() != Depth.WHOLE) {
      go(spot);
    } else if (!inside) {
      framed = null;
      goal.set(now.centredOn(area.centerX(), area.centerY()));
    }
  }

  private void frameAgain() {
    DiagramScene scene = reading.scene().get();
    Spot spot = framed;
    if (isWholeFramed()) {
      fitAtOnce();
    } else if (scene != null && spot != null) {
      goal.set(Whereabouts.onto(scene, spot, view.get()));
    }
  }

  private boolean isWholeFramed() {
    Spot spot = framed;
    return spot != null && spot.depth() == Depth.WHOLE;
  }

  private void fitAtOnce() {
    DiagramScene scene = reading.scene().get();
    if (scene != null) {
      show(Whereabouts.onto(scene, Spot.whole(token()), view.get()));
    }
  }

  /** Another text: who saw everything sees everything; who was near stays at the same part. */
  private void follow(@Nullable DiagramScene old, @Nullable DiagramScene now) {
    if (now == null) {
      return;
    }
    Spot before = place.get();
    boolean sameModel = old != null && old.config().equals(now.config());
    if (isWholeFramed() || !sameModel) {
      framed = Spot.whole(token());
      fitAtOnce();
    } else {
      int token = Math.min(now.length() - 1, before.token());
      framed = null;
      show(Whereabouts.onto(now, before.withToken(token), view.get()));
    }
  }

  private void settle() {
    DiagramScene scene = reading.scene().get();
    if (scene != null) {
      place.set(Whereabouts.of(scene, view.get(), token()));
    }
  }
}
