package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;

import gemmalab.app.RunEntry;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.FilePicker;
import java.nio.file.Path;
import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** All runs, of which one is looked at; another folder's run can be added. */
final class RunList extends VBox {

  private final TrainingViewModel viewModel;
  private final RunsViewModel runs;
  private final FilePicker picker;
  private final Texts texts;
  private final ListView<RunEntry> list;

  RunList(TrainingViewModel viewModel, FilePicker picker, Texts texts) {
    super(8);
    this.viewModel = viewModel;
    this.runs = viewModel.pastRuns();
    this.picker = picker;
    this.texts = texts;
    list = new ListView<>(runs.entries());
    list.setId("runs");
    list.getStyleClass().add("run-list");
    list.accessibleTextProperty().bind(texts.text("ui.training.side.runs"));
    list.setCellFactory(view -> new RunCell(texts, this::show));
    list.setPlaceholder(empty());
    list.setOnKeyPressed(
        event -> {
          RunEntry chosen = list.getSelectionModel().getSelectedItem();
          if (event.getCode() == KeyCode.ENTER && chosen != null) {
            show(chosen);
          }
        });
    texts.language().addListener((o, old, now) -> list.refresh());
    runs.entries().addListener((ListChangeListener<RunEntry>) change -> mark());
    runs.shown().addListener((o, old, now) -> mark());
    runs.reading().addListener((o, old, now) -> mark());
    VBox.setVgrow(list, Priority.ALWAYS);
    Button open =
        button(
            "open-run",
            "mdi2f-folder-open-outline",
            texts.text("ui.training.runs.open"),
            this::pick);
    open.setMaxWidth(Double.MAX_VALUE);
    setPadding(new Insets(0, 16, 16, 16));
    getChildren().addAll(list, open);
  }

  private Node empty() {
    VBox hint =
        new VBox(
            8,
            label(
                Bindings.createStringBinding(
                    () ->
                        texts.format(
                            runs.listed().get()
                                ? "ui.training.runs.empty.title"
                                : "ui.training.runs.listing"),
                    runs.listed(),
                    texts.language()),
                "section"),
            paragraph(
                Bindings.createStringBinding(
                    () ->
                        runs.listed().get()
                            ? texts.format("ui.training.runs.empty.text", runs.folder())
                            : "",
                    runs.listed(),
                    texts.language()),
                "muted"));
    hint.setId("no-runs");
    hint.setPadding(new Insets(16, 8, 16, 8));
    return hint;
  }

  private void show(RunEntry run) {
    viewModel.show(run.folder());
  }

  private void pick() {
    picker.folder(texts.format("ui.training.runs.open")).ifPresent(viewModel::show);
  }

  /** The row of the run that is looked at, or is about to be. */
  private void mark() {
    Path folder = seenFolder();
    list.getSelectionModel().clearSelection();
    runs.entries().stream()
        .filter(entry -> entry.folder().equals(folder))
        .findFirst()
        .ifPresent(list.getSelectionModel()::select);
  }

  private @Nullable Path seenFolder() {
    Path reading = runs.reading().get();
    if (reading != null) {
      return reading;
    }
    PastRun shown = runs.shown().get();
    return shown == null ? viewModel.folder() : shown.folder();
  }
}
