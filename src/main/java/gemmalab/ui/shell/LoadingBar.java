package gemmalab.ui.shell;

import static gemmalab.ui.common.Controls.iconButton;

import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ModelLoading.Progress;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;

/** The model that is being loaded: its name, how far it is, how long it will take, and Cancel. */
final class LoadingBar extends HBox {

  private static final double BAR_WIDTH = 96;
  private static final double NAME_WIDTH = 200;

  private final ModelSelection models;
  private final OpenModelState openModel;
  private final Texts texts;

  LoadingBar(ModelSelection models, Texts texts) {
    this.models = models;
    this.openModel = models.openModel();
    this.texts = texts;
    setId("loading-bar");
    getStyleClass().add("loading-bar");
    setSpacing(8);
    setAlignment(Pos.CENTER_LEFT);
    Label name = new Label();
    name.setId("loading-name");
    name.setMaxWidth(NAME_WIDTH);
    name.textProperty()
        .bind(
            Bindings.createStringBinding(
                this::name, openModel.loading(), models.reading(), texts.language()));
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(name.textProperty());
    name.setTooltip(whole);
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(BAR_WIDTH);
    bar.setMinWidth(BAR_WIDTH);
    bar.progressProperty().bind(openModel.loading().map(LoadingBar::share));
    bar.accessibleTextProperty().bind(name.textProperty());
    Label numbers = new Label();
    numbers.setId("loading-numbers");
    numbers.getStyleClass().add("muted");
    numbers.setMinWidth(Region.USE_PREF_SIZE);
    numbers
        .textProperty()
        .bind(Bindings.createStringBinding(this::numbers, openModel.loading(), texts.language()));
    getChildren()
        .addAll(
            name,
            bar,
            numbers,
            iconButton(
                "cancel-loading",
                "mdi2c-close",
                texts.text("ui.model.loading.cancel"),
                models::cancel));
  }

  /** As a progress bar wants it: below 0 as long as it is not known. */
  static double share(Progress progress) {
    return Double.isNaN(progress.share()) ? ProgressBar.INDETERMINATE_PROGRESS : progress.share();
  }

  private String name() {
    String read = models.reading().get();
    if (!read.isEmpty()) {
      return texts.format("ui.model.reading", read);
    }
    return texts.format("ui.model.loading", openModel.loading().get().name());
  }

  private String numbers() {
    Progress progress = openModel.loading().get();
    if (Double.isNaN(progress.share()) || !openModel.state().get().isOpening()) {
      return "";
    }
    long percent = (long) (100 * progress.share());
    return Double.isNaN(progress.secondsLeft())
        ? texts.format("ui.model.loading.share", percent)
        : texts.format(
            "ui.model.loading.left", percent, texts.duration(Math.ceil(progress.secondsLeft())));
  }
}
