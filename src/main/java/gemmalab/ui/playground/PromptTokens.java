package gemmalab.ui.playground;

import gemmalab.app.ModelWriter;
import gemmalab.app.OpenModel;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.UiThread;
import java.util.Arrays;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableBooleanValue;

/** The tokens of the prompt as it is typed: counted each frame, and acted on when typing rests. */
public final class PromptTokens {

  private static final long REST_NANOS = 250_000_000;

  /** More chips than this say nothing more. */
  private static final int SHOWN = 200;

  private final ModelWriter service;
  private final ModelChoice model;
  private final StringProperty prompt;
  private final Runnable whenRested;
  private final ReadOnlyObjectWrapper<List<Piece>> pieces = new ReadOnlyObjectWrapper<>(List.of());
  private final ReadOnlyIntegerWrapper count = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper limit = new ReadOnlyIntegerWrapper();
  private final BooleanProperty unsettled = new SimpleBooleanProperty(true);
  private boolean changed = true;
  private long changedAt;

  /** A token of the prompt. */
  public record Piece(int id, String label) {}

  PromptTokens(
      ModelWriter service,
      ModelChoice model,
      StringProperty prompt,
      UiThread ui,
      ObservableBooleanValue watched,
      Runnable whenRested) {
    this.service = service;
    this.model = model;
    this.prompt = prompt;
    this.whenRested = whenRested;
    prompt.addListener((o, old, now) -> change());
    model.model().addListener((o, old, now) -> change());
    ui.eachFrameWhile(unsettled.and(watched), this::frame);
  }

  /** The first of them. */
  public ReadOnlyObjectProperty<List<Piece>> pieces() {
    return pieces.getReadOnlyProperty();
  }

  /** How many there are. */
  public ReadOnlyIntegerProperty count() {
    return count.getReadOnlyProperty();
  }

  /** How many the model can read and still write one. */
  public ReadOnlyIntegerProperty limit() {
    return limit.getReadOnlyProperty();
  }

  private void change() {
    changed = true;
    unsettled.set(true);
  }

  private void frame() {
    if (changed) {
      changed = false;
      changedAt = System.nanoTime();
      countTokens();
    } else if (System.nanoTime() - changedAt > REST_NANOS) {
      unsettled.set(false);
      whenRested.run();
    }
  }

  private void countTokens() {
    OpenModel open = model.model().get();
    int[] ids = open == null ? new int[0] : tokens(open);
    count.set(ids.length);
    limit.set(open == null ? 0 : open.config().maxPositionEmbeddings() - 1);
    if (open != null) {
      pieces.set(
          Arrays.stream(ids)
              .limit(SHOWN)
              .mapToObj(id -> new Piece(id, service.label(open, id)))
              .toList());
    }
  }

  private int[] tokens(OpenModel open) {
    try {
      return service.tokens(open, prompt.get());
    } catch (GemmaException unknown) {
      return new int[0]; // a model without a tokenizer; generating says so
    }
  }
}
