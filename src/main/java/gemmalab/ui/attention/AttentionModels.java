package gemmalab.ui.attention;

import gemmalab.app.Inspector;
import gemmalab.ui.attention.grid.AblationViewModel;
import gemmalab.ui.attention.history.HistoryViewModel;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.lens.LensViewModel;
import gemmalab.ui.attention.map.MapViewModel;
import gemmalab.ui.common.UiThread;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;

/** The view models of the attention screen: the text with its changes, and what hangs on it. */
public record AttentionModels(
    AttentionViewModel attention,
    MapViewModel map,
    LensViewModel lens,
    AblationViewModel ablation,
    HistoryViewModel history) {

  /** Makes them all for a window. */
  public static AttentionModels of(
      Inspector service, OpenModelState openModel, ErrorNotifications errors, UiThread ui) {
    AttentionViewModel attention = new AttentionViewModel(service, openModel, errors, ui);
    return new AttentionModels(
        attention,
        new MapViewModel(service, attention, ui),
        new LensViewModel(service, attention, ui),
        new AblationViewModel(service, attention, errors, ui),
        new HistoryViewModel(service, attention, openModel, ui));
  }
}
