package gemmalab.ui.shell;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.common.Controls;
import gemmalab.ui.common.Texts;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** The work of the moment in one line, on every screen, with its cancel. */
public final class StatusBar extends HBox {

  private static final double BAR_WIDTH = 180;
  private static final double BAR_WIDTH_BESIDE = 96;

  private final Texts texts;

  /**
   * Builds the bar.
   *
   * @param training has its place at the left
   * @param export is at the right as long as it goes on
   */
  public StatusBar(Activity training, Activity export, Texts texts) {
    this.texts = texts;
    getStyleClass().add("status");
    setSpacing(12);
    setAlignment(Pos.CENTER_LEFT);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren()
        .addAll(
            what("status-text", training),
            progress(training, BAR_WIDTH, "ui.status.progress"),
            label(training.numbers()),
            stop("status-stop", training, "ui.training.stop"),
            space,
            shownWhen(export(export), export.hasBegun()));
  }

  private HBox export(Activity export) {
    HBox line =
        new HBox(
            12,
            what("export-text", export),
            progress(export, BAR_WIDTH_BESIDE, "ui.export.progress"),
            label(export.numbers()),
            stop("export-stop", export, "ui.export.stop"));
    line.setAlignment(Pos.CENTER_RIGHT);
    return line;
  }

  private static Label what(String id, Activity activity) {
    Label what = label(activity.what());
    what.setId(id);
    return what;
  }

  private ProgressBar progress(Activity activity, double width, String name) {
    ProgressBar bar = new ProgressBar();
    bar.setPrefWidth(width);
    bar.accessibleTextProperty().bind(texts.text(name));
    bar.progressProperty().bind(activity.progress());
    bar.visibleProperty().bind(activity.hasBegun());
    return bar;
  }

  private Button stop(String id, Activity activity, String name) {
    Button stop = Controls.iconButton(id, "mdi2c-close", texts.text(name), activity::stop);
    stop.getStyleClass().add("small");
    stop.visibleProperty().bind(activity.canStop());
    return stop;
  }
}
