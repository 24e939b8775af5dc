package gemmalab.ui.report;

import gemmalab.app.ModelReport;
import gemmalab.ui.common.Clipboards;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ModelReports;
import java.util.function.Supplier;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** A report in a window of its own. */
public final class ReportDialog implements ModelReports {

  private final Texts texts;
  private final Supplier<@Nullable Window> owner;

  /**
   * Shows nothing yet.
   *
   * @param owner the window that waits for the answer
   */
  public ReportDialog(Texts texts, Supplier<@Nullable Window> owner) {
    this.texts = texts;
    this.owner = owner;
  }

  @Override
  public void show(ModelReport report) {
    ask(
        report,
        new ButtonType(texts.format("ui.report.close"), ButtonData.CANCEL_CLOSE),
        null,
        () -> {});
  }

  @Override
  public void ask(ModelReport report, Runnable open) {
    ask(
        report,
        new ButtonType(texts.format("ui.report.cancel"), ButtonData.CANCEL_CLOSE),
        new ButtonType(texts.format("ui.report.open"), ButtonData.OK_DONE),
        open);
  }

  private void ask(
      ModelReport report, ButtonType away, @Nullable ButtonType open, Runnable opened) {
    ReportViewModel viewModel = new ReportViewModel(report, texts);
    ButtonType copy = new ButtonType(texts.format("ui.report.copy"), ButtonData.LEFT);
    Dialog<ButtonType> dialog = new Dialog<>();
    Window window = owner.get();
    dialog.initOwner(window);
    dialog.setTitle("Gemma Lab");
    dialog.setResizable(true);
    DialogPane pane = dialog.getDialogPane();
    pane.setId("report");
    if (window != null) { // a dialog has none of its own
      pane.getStylesheets().setAll(window.getScene().getStylesheets());
    }
    pane.setContent(new ReportView(viewModel, texts));
    pane.getButtonTypes().addAll(copy, away);
    pane.lookupButton(copy)
        .addEventFilter(
            ActionEvent.ACTION,
            event -> {
              Clipboards.copy(viewModel.text());
              event.consume(); // it stays open
            });
    pane.lookupButton(away).setId("report-cancel");
    if (open != null) {
      pane.getButtonTypes().add(open);
      Node button = pane.lookupButton(open);
      button.setId("report-open");
      button.setDisable(!viewModel.canOpen()); // the findings say why
    }
    Node first = pane.lookupButton(open != null && viewModel.canOpen() ? open : away);
    dialog.setOnShown(event -> first.requestFocus());
    dialog.setOnHidden(
        event -> {
          if (open != null && open.equals(dialog.getResult())) {
            opened.run();
          }
        });
    dialog.show();
  }
}
