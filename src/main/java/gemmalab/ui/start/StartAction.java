package gemmalab.ui.start;

import gemmalab.ui.shell.Destination;
import java.util.Locale;

/** A way in from the first screen. */
public enum StartAction {
  READ(Destination.ARCHITECTURE),
  WRITE(Destination.PLAYGROUND),
  LOOK(Destination.ATTENTION),
  TRAIN(Destination.TRAINING);

  private final Destination destination;

  StartAction(Destination destination) {
    this.destination = destination;
  }

  public Destination destination() {
    return destination;
  }

  /** Its name in ids of nodes and keys of texts. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
