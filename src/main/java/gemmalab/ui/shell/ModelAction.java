package gemmalab.ui.shell;

import javafx.beans.value.ObservableValue;

/** Something that can be done with the open model, and whether it can be done now. */
public record ModelAction(Runnable action, ObservableValue<Boolean> possible) {}
