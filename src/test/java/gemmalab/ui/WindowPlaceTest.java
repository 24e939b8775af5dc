package gemmalab.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javafx.geometry.Rectangle2D;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowPlaceTest {

  private static final Rectangle2D SCREEN = new Rectangle2D(0, 0, 1920, 1080);

  @ParameterizedTest
  @CsvSource({
    "1280, 800, 0, 0, 1280, 800",
    "1600, 1000, 160, 100, 1280, 800",
    "1920, 1080, 192, 108, 1536, 864",
    "2560, 1440, 256, 144, 2048, 1152",
    "1366, 728, 43, 0, 1280, 728",
    "1024, 700, 0, 0, 1024, 700"
  })
  void theFirstWindowIsInTheMiddleAndWhollyOnTheScreen(
      double screenWidth, double screenHeight, double x, double y, double width, double height) {
    WindowPlace place = WindowPlace.first(new Rectangle2D(0, 0, screenWidth, screenHeight));

    assertThat(place.bounds()).isEqualTo(new Rectangle2D(x, y, width, height));
  }

  @Test
  void barsOfTheScreenStayFree() {
    WindowPlace place = WindowPlace.first(new Rectangle2D(64, 32, 1856, 1048));

    assertThat(place.bounds().getMinX()).isEqualTo(64 + (1856 - 1485) / 2);
    assertThat(place.bounds().getMinY()).isGreaterThanOrEqualTo(32);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 100, true",
    "-1200, 100, true",
    "-1300, 100, false",
    "1900, 100, false",
    "2000, 100, false",
    "100, -10, false",
    "100, 1200, false"
  })
  void aWindowWhoseTitleIsOnNoScreenIsNotReachable(double x, double y, boolean reachable) {
    WindowPlace place = new WindowPlace(new Rectangle2D(x, y, 1280, 800), false);

    assertThat(place.isReachable(List.of(SCREEN))).isEqualTo(reachable);
  }
}
