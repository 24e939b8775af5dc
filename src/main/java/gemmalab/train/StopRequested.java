package gemmalab.train;

import java.util.concurrent.CancellationException;

/** Ends a run on request; completed work is kept. */
final class StopRequested extends CancellationException {

  private static final long serialVersionUID = 1;

  StopRequested() {
    super("the run was stopped");
  }
}
