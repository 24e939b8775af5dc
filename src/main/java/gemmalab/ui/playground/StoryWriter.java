package gemmalab.ui.playground;

import gemmalab.app.ModelWriter;
import gemmalab.app.ModelWriter.Text;
import gemmalab.app.OpenModel;
import gemmalab.generate.FinishReason;
import gemmalab.generate.GeneratedToken;
import gemmalab.generate.GenerationRequest;
import gemmalab.ui.common.UiThread;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import org.jspecify.annotations.Nullable;

/** Lets a model write one text at a time, and hands over what has come once a frame. */
final class StoryWriter {

  private final ModelWriter service;
  private final UiThread ui;
  private final Reader reader;
  private final WritingSpeed speed = new WritingSpeed();
  private final Queue<Arrival> arriving = new ConcurrentLinkedQueue<>();
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final BooleanProperty busy = new SimpleBooleanProperty();
  private @Nullable Text writing;

  /** A token that was written, and what the model said of its place. */
  record Arrival(GeneratedToken token, float[] logits, long nanos) {}

  /** Takes what is written; on the window's thread. */
  interface Reader {
    void written(List<Arrival> tokens);

    void ended(@Nullable FinishReason reason, @Nullable Throwable fault);
  }

  /**
   * Makes one that rests.
   *
   * @param watched whether anyone sees the text grow; else it comes at its end
   */
  StoryWriter(ModelWriter service, UiThread ui, ObservableBooleanValue watched, Reader reader) {
    this.service = service;
    this.ui = ui;
    this.reader = reader;
    ui.eachFrameWhile(busy.and(watched), this::drain);
  }

  WritingSpeed speed() {
    return speed;
  }

  boolean isWriting() {
    return writing != null;
  }

  /** Begins a text. */
  void write(OpenModel model, GenerationRequest request) {
    arriving.clear();
    speed.start(request.cacheMode());
    Text started =
        service.writeWithLogits(
            model,
            request,
            (token, logits) -> arriving.add(new Arrival(token, logits, System.nanoTime())));
    writing = started;
    busy.set(true);
    ui.run(started.end(), reason -> ended(reason, null), fault -> ended(null, fault));
  }

  /** Ends the text; what is there stays. */
  void stop() {
    if (writing != null) {
      writing.stop();
    }
  }

  /** Does something as soon as nothing is written, and ends the text for it. */
  void whenStill(Runnable work) {
    stop();
    whenWritten(work);
  }

  /** Does something as soon as the text has come to its end. */
  void whenWritten(Runnable work) {
    if (writing == null) {
      work.run();
    } else {
      waiting.add(work);
    }
  }

  private void drain() {
    List<Arrival> tokens = new ArrayList<>();
    for (Arrival next = arriving.poll(); next != null; next = arriving.poll()) {
      tokens.add(next);
      speed.token(next.nanos());
    }
    if (!tokens.isEmpty()) {
      reader.written(tokens);
    }
  }

  private void ended(@Nullable FinishReason reason, @Nullable Throwable fault) {
    drain();
    writing = null;
    busy.set(false);
    reader.ended(reason, fault);
    while (writing == null && !waiting.isEmpty()) {
      waiting.remove().run();
    }
  }
}
