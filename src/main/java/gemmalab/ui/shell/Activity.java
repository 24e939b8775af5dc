package gemmalab.ui.shell;

import javafx.beans.value.ObservableValue;

/** Work that goes on whatever screen is shown, as the status bar tells of it. */
public interface Activity {

  /** What is done, in words. */
  ObservableValue<String> what();

  /** How far it has come, in words; empty before there is anything to tell. */
  ObservableValue<String> numbers();

  /** Share that is done, 0 to 1. */
  ObservableValue<Double> progress();

  /** Whether there has been any work. */
  ObservableValue<Boolean> hasBegun();

  /** Whether it can be ended now. */
  ObservableValue<Boolean> canStop();

  /** Ends it. */
  void stop();
}
