package gemmalab.train;

import java.util.concurrent.CancellationException;

/** Ends the work of a run where someone asked it to stop; what was done before is kept. */
final class StopRequested extends CancellationException {

  private static final long serialVersionUID = 1;

  StopRequested() {
    super("the run was stopped");
  }
}
