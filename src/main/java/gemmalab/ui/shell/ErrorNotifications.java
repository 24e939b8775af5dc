package gemmalab.ui.shell;

import gemmalab.app.FaultDetails;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.Texts;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The fault that the user should hear of, as one sentence; empty when there is none. */
public final class ErrorNotifications {

  private static final Logger LOG = LoggerFactory.getLogger(ErrorNotifications.class);

  private final Texts texts;
  private final ReadOnlyStringWrapper sentence = new ReadOnlyStringWrapper("");
  private @Nullable Throwable shown;

  public ErrorNotifications(Texts texts) {
    this.texts = texts;
    texts
        .language()
        .addListener(
            (o, old, now) -> {
              if (shown != null && !sentence.get().isEmpty()) {
                sentence.set(texts.fault(shown));
              }
            });
  }

  public ReadOnlyStringProperty sentence() {
    return sentence.getReadOnlyProperty();
  }

  /** Shows a fault; one that is no fault of the user's is logged too. */
  public void show(Throwable fault) {
    if (!(fault instanceof GemmaException)) {
      LOG.error("Unexpected fault", fault);
    }
    shown = fault;
    sentence.set("");
    sentence.set(texts.fault(fault));
  }

  /** All that is known of the fault that is shown, for someone who can help. */
  public String details() {
    return shown == null ? "" : FaultDetails.of(shown);
  }

  /** The user has read it. */
  public void clear() {
    sentence.set("");
  }
}
