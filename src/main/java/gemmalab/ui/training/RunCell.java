package gemmalab.ui.training;

import gemmalab.app.RunEntry;
import gemmalab.app.RunSummary;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** A run in two lines: its name and best loss, then its model, its text and how it stands. */
final class RunCell extends ListCell<RunEntry> {

  private final Texts texts;
  private final Label name = new Label();
  private final Label loss = new Label();
  private final FontIcon sign = new FontIcon(RunState.FINISHED.icon());
  private final Label details = new Label();
  private final VBox box;

  /** Makes an empty row; {@code choose} hears of a click on a run. */
  RunCell(Texts texts, Consumer<RunEntry> choose) {
    this.texts = texts;
    name.getStyleClass().add("section");
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    loss.setMinWidth(USE_PREF_SIZE);
    details.getStyleClass().add("field-name");
    HBox second = new HBox(6, sign, details);
    second.setAlignment(Pos.CENTER_LEFT);
    box = new VBox(2, new HBox(8, name, loss), second);
    setPrefWidth(0);
    setOnMouseClicked(
        event -> {
          RunEntry run = getItem();
          if (run != null) {
            choose.accept(run);
          }
        });
  }

  @Override
  protected void updateItem(RunEntry run, boolean empty) {
    super.updateItem(run, empty);
    show(empty ? null : run);
  }

  private void show(@Nullable RunEntry run) {
    setGraphic(run == null ? null : box);
    setTooltip(run == null ? null : new Tooltip(tip(run)));
    if (run == null) {
      return;
    }
    RunState state = RunState.of(run);
    name.setText(RunText.name(run.folder()));
    loss.setText(loss(run));
    sign.setIconLiteral(state.icon());
    details.setText(details(run, state));
    setAccessibleText(name.getText() + ", " + details.getText() + ", " + loss.getText());
  }

  private String tip(RunEntry run) {
    return run instanceof RunEntry.Damaged damaged
        ? damaged.reason().in(texts.messages())
        : run.folder().toString();
  }

  private static String loss(RunEntry entry) {
    return entry instanceof RunSummary run && run.best() != null
        ? Numbers.loss(run.best().valLoss())
        : "–";
  }

  private String details(RunEntry entry, RunState state) {
    String word = RunText.state(state, texts);
    return entry instanceof RunSummary run
        ? String.join(" · ", word, run.config().preset(), RunText.data(run))
        : word;
  }
}
