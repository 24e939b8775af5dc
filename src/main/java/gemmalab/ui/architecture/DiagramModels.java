package gemmalab.ui.architecture;

import gemmalab.app.ActivationReader;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;

/** The view models of the architecture screen. */
public record DiagramModels(
    DiagramReading reading, DiagramSelection selection, DiagramNavigation navigation) {

  /** Makes them all for a window. */
  public static DiagramModels of(ActivationReader reader, OpenModelState openModel, UiThread ui) {
    DiagramReading reading = new DiagramReading(reader, openModel, ui);
    DiagramSelection selection = new DiagramSelection(reader, reading, ui);
    return new DiagramModels(reading, selection, new DiagramNavigation(reading, selection));
  }
}
