package gemmalab.ui.shell;

import static gemmalab.ui.common.Controls.label;

import gemmalab.ui.common.Controls;
import gemmalab.ui.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;

/** The work of the moment in one line, on every screen, with its cancel. */
public final class StatusBar extends HBox {

  private final Activity activity;
  private final Texts texts;

  public StatusBar(Activity activity, Texts texts) {
    this.activity = activity;
    this.texts = texts;
    getStyleClass().add("status");
    setSpacing(12);
    setAlignment(Pos.CENTER_LEFT);
    Label what = label(activity.what());
    what.setId("status-text");
    getChildren().addAll(what, progress(), label(activity.numbers()), stop());
  }

  private ProgressBar progress() {
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(180);
    bar.accessibleTextProperty().bind(texts.text("ui.status.progress"));
    bar.progressProperty().bind(activity.progress());
    bar.visibleProperty().bind(activity.hasBegun());
    return bar;
  }

  private Button stop() {
    Button stop =
        Controls.iconButton(
            "status-stop", "mdi2c-close", texts.text("ui.training.stop"), activity::stop);
    stop.getStyleClass().add("small");
    stop.visibleProperty().bind(activity.canStop());
    return stop;
  }
}
