package gemmalab.ui.shell;

import gemmalab.app.BundledModel;
import gemmalab.app.MemoryNeed;
import gemmalab.app.ModelReport;
import gemmalab.model.ModelPreset;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.UiThread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/** The models that the user can choose from, and how one is chosen. */
public final class ModelSelection {

  private final OpenModelState openModel;
  private final RecentModels recent;
  private final FilePicker picker;
  private final ModelReports reports;
  private final Texts texts;
  private final UiThread ui;
  private final ReadOnlyObjectWrapper<Choices> choices;
  private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper("");
  private int asked;

  /** A model that was open before. */
  public record RecentModel(Path path, boolean isMissing) {}

  /** A preset with random weights, and whether it fits into memory. */
  public record PresetModel(ModelPreset preset, MemoryNeed memory) {}

  /** What there is to choose from. */
  public record Choices(
      List<RecentModel> recent, Optional<Path> bundled, List<PresetModel> presets) {
    public Choices {
      recent = List.copyOf(recent);
      presets = List.copyOf(presets);
    }
  }

  /**
   * Makes a selection.
   *
   * @param reports shows what is noteworthy of a model before it is opened
   */
  public ModelSelection(
      OpenModelState openModel,
      RecentModels recent,
      FilePicker picker,
      ModelReports reports,
      Texts texts,
      UiThread ui) {
    this.openModel = openModel;
    this.recent = recent;
    this.picker = picker;
    this.reports = reports;
    this.texts = texts;
    this.ui = ui;
    choices = new ReadOnlyObjectWrapper<>(look(List.of()));
    openModel
        .source()
        .addListener(
            (o, old, path) -> {
              if (path != null && !isBundled(path)) {
                recent.add(path);
              }
            });
  }

  // Properties

  public OpenModelState openModel() {
    return openModel;
  }

  /** As they were when {@link #look()} looked last. */
  public ReadOnlyObjectProperty<Choices> choices() {
    return choices.getReadOnlyProperty();
  }

  /** Name of the model whose report is being read; empty when none is. */
  public ReadOnlyStringProperty reading() {
    return reading.getReadOnlyProperty();
  }

  // Commands

  /**
   * Looks again which models there are and how much memory is free; a slow disk is not waited for.
   */
  public void look() {
    List<Path> paths = List.copyOf(recent.paths());
    ui.run(CompletableFuture.supplyAsync(() -> look(paths)), choices::set);
  }

  /** Asks for a folder and opens it. */
  public void openFolder() {
    pickFolder(this::open);
  }

  /** Asks for a file and opens it. */
  public void openFile() {
    pickFile(this::open);
  }

  /** Asks for a folder with a model. */
  public void pickFolder(Consumer<Path> use) {
    picker.folder(texts.format("ui.model.openFolder")).ifPresent(use);
  }

  /** Asks for a file with a model. */
  public void pickFile(Consumer<Path> use) {
    picker.modelFile(texts.format("ui.model.openFile")).ifPresent(use);
  }

  /** Opens a model; of one that is new here, what is noteworthy is shown before. */
  public void open(Path path) {
    asked++;
    reading.set("");
    if (isBundled(path) || recent.paths().contains(path)) {
      openModel.open(path);
    } else {
      read(
          path,
          report -> {
            if (report.isNoteworthy()) {
              reports.ask(report, () -> openModel.open(path));
            } else {
              openModel.open(path);
            }
          });
    }
  }

  /** Shows what is in the file of the model that is open. */
  public void showReport() {
    Path path = openModel.source().get();
    if (path != null) {
      read(path, reports::show);
    }
  }

  /** Ends what is being read or loaded. */
  public void cancel() {
    asked++;
    reading.set("");
    openModel.cancel();
  }

  /** Reads a report; what cannot be read cannot be opened either, and opening tells why. */
  private void read(Path path, Consumer<ModelReport> use) {
    int number = ++asked;
    reading.set(String.valueOf(path.getFileName()));
    ui.run(
        CompletableFuture.supplyAsync(() -> ModelReport.of(path)),
        report -> finish(number, () -> use.accept(report)),
        fault -> finish(number, () -> openModel.open(path)));
  }

  private void finish(int number, Runnable then) {
    if (number == asked) {
      reading.set("");
      then.run();
    }
  }

  private static boolean isBundled(Path path) {
    return BundledModel.folder().equals(Optional.of(path));
  }

  private static Choices look(List<Path> paths) {
    return new Choices(
        paths.stream().map(path -> new RecentModel(path, Files.notExists(path))).toList(),
        BundledModel.folder(),
        Arrays.stream(ModelPreset.values())
            .map(preset -> new PresetModel(preset, MemoryNeed.of(preset.config())))
            .toList());
  }
}
