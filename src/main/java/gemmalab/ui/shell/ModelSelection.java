package gemmalab.ui.shell;

import gemmalab.app.BundledModel;
import gemmalab.app.MemoryNeed;
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

/** The models that the user can choose from, and how one is chosen. */
public final class ModelSelection {

  private final OpenModelState openModel;
  private final RecentModels recent;
  private final FilePicker picker;
  private final Texts texts;
  private final UiThread ui;
  private final ReadOnlyObjectWrapper<Choices> choices;

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

  public ModelSelection(
      OpenModelState openModel, RecentModels recent, FilePicker picker, Texts texts, UiThread ui) {
    this.openModel = openModel;
    this.recent = recent;
    this.picker = picker;
    this.texts = texts;
    this.ui = ui;
    choices = new ReadOnlyObjectWrapper<>(look(List.of()));
    openModel
        .source()
        .addListener(
            (o, old, path) -> {
              if (path != null && !BundledModel.folder().equals(Optional.of(path))) {
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

  public void open(Path path) {
    openModel.open(path);
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
