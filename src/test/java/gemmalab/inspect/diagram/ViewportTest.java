package gemmalab.inspect.diagram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ViewportTest {

  private final Viewport view = new Viewport(-20, 30, 1.5, 900, 600);

  @Test
  void zoomKeepsWhatIsUnderThePointer() {
    Viewport near = view.zoomed(3, 250, 480);

    assertThat(near.toDiagramX(250)).isCloseTo(view.toDiagramX(250), within(1e-9));
    assertThat(near.toDiagramY(480)).isCloseTo(view.toDiagramY(480), within(1e-9));
    assertThat(near.scale()).isEqualTo(4.5);
  }

  @Test
  void theDiagramGoesWithTheHand() {
    Viewport moved = view.moved(40, -10);

    assertThat(moved.toScreenX(7)).isCloseTo(view.toScreenX(7) + 40, within(1e-9));
    assertThat(moved.toScreenY(7)).isCloseTo(view.toScreenY(7) - 10, within(1e-9));
  }

  @Test
  void anAreaFitsWithItsMargin() {
    Area area = new Area(100, 50, 400, 100);
    Area shown = Viewport.onto(area, 900, 600, 10).toScreen(area);

    assertThat(shown.x()).isCloseTo(10, within(1e-9));
    assertThat(shown.right()).isCloseTo(890, within(1e-9));
    assertThat(shown.centerY()).isCloseTo(300, within(1e-9));
  }

  @Test
  void theWayToAnotherViewBeginsHereAndEndsThere() {
    Viewport end = Viewport.onto(new Area(10, 10, 3, 2), 900, 600, 0);

    assertThat(close(view.towards(end, 0), view)).isTrue();
    assertThat(close(view.towards(end, 1), end)).isTrue();
    assertThat(view.towards(end, 0.5).scale()).isBetween(view.scale(), end.scale());
    assertThat(close(view.towards(view, 0.5), view)).isTrue();
  }

  private static boolean close(Viewport one, Viewport other) {
    return Math.abs(one.left() - other.left()) < 1e-6
        && Math.abs(one.top() - other.top()) < 1e-6
        && Math.abs(one.scale() / other.scale() - 1) < 1e-9;
  }
}
