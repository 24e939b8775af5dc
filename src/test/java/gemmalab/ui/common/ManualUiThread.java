package gemmalab.ui.common;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The window's thread without a window: the test says when it gets its turn. */
public final class ManualUiThread implements UiThread {

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final List<Runnable> frames = new ArrayList<>();

  @Override
  public void execute(Runnable work) {
    waiting.add(work);
  }

  @Override
  public void eachFrame(Runnable work) {
    frames.add(work);
  }

  /** One frame: what was queued, then what is drained once a frame. */
  public void frame() {
    for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
      work.run();
    }
    frames.forEach(Runnable::run);
  }
}
