package gemmalab.inspect.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MapFrameTest {

  private static final int TOKENS = 512;
  private static final double SIDE = 500;

  @Test
  void fittingShowsAllEvenIfACellIsSmallerThanAPixel() {
    MapFrame frame =
        MapFrame.fitting(TOKENS, SIDE + MapFrame.LABELS + 2, SIDE + MapFrame.LABELS + 32);

    assertThat(frame.count()).isEqualTo(TOKENS);
    assertThat(frame.extent()).isEqualTo(SIDE);
  }

  @Test
  void zoomingInKeepsTheCellUnderThePointer() {
    MapFrame frame = MapFrame.whole(TOKENS, SIDE / TOKENS);
    double x = frame.x(300);
    double y = frame.y(400);

    for (int i = 0; i < 6; i++) {
      frame = frame.zoomed(1.25, x, y, TOKENS, SIDE);
      assertThat(frame.columnAt(x)).isBetween(299, 301);
      assertThat(frame.rowAt(y)).isBetween(399, 401);
    }
    assertThat(frame.cell()).isGreaterThan(5);
    assertThat(frame.extent()).isLessThanOrEqualTo(SIDE);
  }

  @Test
  void zoomingOutEndsWithAll() {
    MapFrame frame = MapFrame.whole(TOKENS, SIDE / TOKENS);
    for (int i = 0; i < 6; i++) {
      frame = frame.zoomed(1.25, 200, 200, TOKENS, SIDE);
    }
    for (int i = 0; i < 12; i++) {
      frame = frame.zoomed(0.8, 300, 200, TOKENS, SIDE);
    }

    assertThat(frame).isEqualTo(MapFrame.whole(TOKENS, SIDE / TOKENS));
  }

  @Test
  void aCellBeyondTheEdgeIsBroughtIn() {
    MapFrame frame = new MapFrame(0, 0, 50, 10);

    assertThat(frame.showing(60, 10, TOKENS)).isEqualTo(new MapFrame(11, 0, 50, 10));
    assertThat(frame.moved(-5, 1000, TOKENS)).isEqualTo(new MapFrame(0, 462, 50, 10));
  }

  @Test
  void gridTellsTheHeadUnderAPosition() {
    HeadGridGeometry grid = HeadGridGeometry.fitting(18, 4, 260, 520);

    assertThat(grid.height()).isLessThanOrEqualTo(520);
    assertThat(grid.at(grid.x(2) + 1, grid.y(17) + 1))
        .contains(new gemmalab.model.Intervention.AttentionHead(17, 2));
    assertThat(grid.at(1, 1)).isEmpty();
  }
}
