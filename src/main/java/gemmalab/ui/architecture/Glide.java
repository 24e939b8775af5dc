package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.Viewport;
import javafx.animation.AnimationTimer;

/** Takes the view to its goal in a fifth of a second, so that one sees where it goes. */
final class Glide extends AnimationTimer {

  private static final double NANOS = 180e6;

  private final DiagramNavigation navigation;
  private Viewport from;
  private long start;
  private Viewport last;

  Glide(DiagramNavigation navigation) {
    this.navigation = navigation;
    from = navigation.view().get();
    last = from;
    navigation.goal().addListener((o, old, now) -> leave());
  }

  private void leave() {
    from = navigation.view().get();
    last = from;
    start = 0;
    start();
  }

  @Override
  public void handle(long now) {
    if (!navigation.view().get().equals(last)) { // a hand has taken over
      stop();
      return;
    }
    start = start == 0 ? now : start;
    double share = Math.min(1, (now - start) / NANOS);
    double eased = share * share * (3 - 2 * share);
    Viewport goal = navigation.goal().get();
    navigation.show(share < 1 ? from.towards(goal, eased) : goal);
    last = navigation.view().get();
    if (share >= 1) {
      stop();
    }
  }
}
