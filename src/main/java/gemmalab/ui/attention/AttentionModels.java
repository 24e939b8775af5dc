package gemmalab.ui.attention;

import gemmalab.app.Inspector;
import gemmalab.ui.attention.history.HistoryViewModel;
import gemmalab.ui.attention.lens.LensViewModel;
import gemmalab.ui.attention.look.AttentionViewModel;
import gemmalab.ui.attention.map.MapViewModel;
import gemmalab.ui.attention.wall.HeadCostsViewModel;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.shell.Problems;

/** The view models of the attention screen: the text with its changes, and what hangs on it. */
public record AttentionModels(
    AttentionViewModel attention,
    MapViewModel map,
    LensViewModel lens,
    HeadCostsViewModel costs,
    HistoryViewModel history) {

  /** Makes them all for a window. */
  public static AttentionModels of(
      Inspector service, OpenModelState openModel, Problems problems, UiThread ui) {
    AttentionViewModel attention = new AttentionViewModel(service, openModel, problems, ui);
    return new AttentionModels(
        attention,
        new MapViewModel(service, attention, ui),
        new LensViewModel(service, attention, ui),
        new HeadCostsViewModel(service, attention, problems, ui),
        new HistoryViewModel(service, attention, openModel, ui));
  }
}
