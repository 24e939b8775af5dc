package gemmalab.ui.common;

import gemmalab.Waiting;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;

/** The window's thread without a window: the test says when it gets its turn. */
public final class ManualUiThread implements UiThread {

  private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
  private final List<Timer> timers = new ArrayList<>();
  private final Consumer<Throwable> errors;

  private record Timer(ObservableValue<Boolean> wanted, Runnable work) {}

  /** Makes one on which no fault is expected. */
  public ManualUiThread() {
    this(
        fault -> {
          throw new AssertionError(fault);
        });
  }

  /** Makes one that tells of faults. */
  public ManualUiThread(Consumer<Throwable> errors) {
    this.errors = errors;
  }

  @Override
  public void execute(Runnable work) {
    waiting.add(work);
  }

  @Override
  public void eachFrame(Runnable work) {
    eachFrameWhile(new SimpleBooleanProperty(true), work);
  }

  @Override
  public void eachFrameWhile(ObservableValue<Boolean> wanted, Runnable work) {
    timers.add(new Timer(wanted, work));
  }

  @Override
  public void report(Throwable fault) {
    errors.accept(fault);
  }

  /** One frame: what was queued, then what is drained once a frame. */
  public void frame() {
    for (Runnable work = waiting.poll(); work != null; work = waiting.poll()) {
      work.run();
    }
    timers.stream().filter(timer -> timer.wanted.getValue()).forEach(timer -> timer.work.run());
  }

  /** Frames until something is so. */
  public void await(BooleanSupplier condition) throws InterruptedException {
    Waiting.until(condition, this::frame);
  }

  /** Timers that run now. */
  public long timersThatRun() {
    return timers.stream().filter(timer -> timer.wanted.getValue()).count();
  }
}
