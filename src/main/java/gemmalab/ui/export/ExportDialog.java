package gemmalab.ui.export;

import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.FilePicker;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.ButtonBar.ButtonData;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.DialogPane;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks how the open model shall be written, and lets it be written. */
public final class ExportDialog {

  private final ExportViewModel viewModel;
  private final FilePicker picker;
  private final Texts texts;
  private final Supplier<@Nullable Window> owner;

  /**
   * Asks nothing yet.
   *
   * @param owner the window that waits for the answer
   */
  public ExportDialog(
      ExportViewModel viewModel, FilePicker picker, Texts texts, Supplier<@Nullable Window> owner) {
    this.viewModel = viewModel;
    this.picker = picker;
    this.texts = texts;
    this.owner = owner;
  }

  /** Asks, unless the open model cannot be written now. */
  public void show() {
    viewModel.form().ifPresent(this::show);
  }

  private void show(ExportForm form) {
    ButtonType write = new ButtonType(texts.format("ui.export.start"), ButtonData.OK_DONE);
    ButtonType away = new ButtonType(texts.format("ui.export.cancel"), ButtonData.CANCEL_CLOSE);
    Dialog<ButtonType> dialog = new Dialog<>();
    Window window = owner.get();
    dialog.initOwner(window);
    dialog.setTitle("Gemma Lab");
    DialogPane pane = dialog.getDialogPane();
    pane.setId("export");
    if (window != null) { // a dialog has none of its own
      pane.getStylesheets().setAll(window.getScene().getStylesheets());
    }
    pane.setContent(new ExportView(form, picker, texts));
    pane.getButtonTypes().addAll(away, write);
    pane.lookupButton(away).setId("export-cancel");
    Node start = pane.lookupButton(write);
    start.setId("export-start");
    start
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> !form.canStart(), form.name(), form.folder(), form.replaces()));
    dialog.setOnHidden(
        event -> {
          if (write.equals(dialog.getResult())) {
            viewModel.start(form);
          }
        });
    dialog.show();
  }
}
