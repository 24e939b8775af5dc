package gemmalab.ui.architecture;

import gemmalab.app.ActivationReader;
import gemmalab.ui.architecture.explain.NeighbourSearch;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;

/** The view models of the architecture screen. */
public record DiagramModels(
    DiagramReading reading,
    DiagramSelection selection,
    DiagramNavigation navigation,
    PlayModel play,
    AttributionModel attribution,
    TryModel trial,
    NeighbourSearch neighbours) {

  /** Makes them all for a window. */
  public static DiagramModels of(ActivationReader reader, OpenModelState openModel, UiThread ui) {
    DiagramReading reading = new DiagramReading(reader, openModel, ui);
    DiagramSelection selection = new DiagramSelection(reader, reading, ui);
    DiagramNavigation navigation = new DiagramNavigation(reading, selection);
    return new DiagramModels(
        reading,
        selection,
        navigation,
        new PlayModel(reading, selection, navigation),
        new AttributionModel(reader, reading, selection, ui),
        new TryModel(reader, reading, ui),
        new NeighbourSearch(reader, reading::model, ui));
  }
}
