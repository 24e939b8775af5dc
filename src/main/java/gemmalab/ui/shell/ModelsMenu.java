package gemmalab.ui.shell;

import gemmalab.app.OpenModel;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ModelSelection.PresetModel;
import gemmalab.ui.shell.ModelSelection.RecentModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** The model that is open, and the menu by which another is opened. */
final class ModelsMenu extends MenuButton {

  private static final double MAX_WIDTH = 260;
  private static final int LONGEST_PLACE = 32;

  private final ModelSelection models;
  private final OpenModelState openModel;
  private final Texts texts;
  private final MenuItem folder =
      item(
          "open-folder",
          "mdi2f-folder-open-outline",
          new KeyCodeCombination(KeyCode.O, KeyCombination.SHORTCUT_DOWN));
  private final MenuItem file =
      item(
          "open-file",
          "mdi2f-file-outline",
          new KeyCodeCombination(
              KeyCode.O, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN));

  private final MenuItem report =
      item(
          "show-report",
          "mdi2t-text-box-search-outline",
          new KeyCodeCombination(KeyCode.I, KeyCombination.SHORTCUT_DOWN));

  private final MenuItem export =
      item(
          "export-model",
          "mdi2e-export-variant",
          new KeyCodeCombination(KeyCode.E, KeyCombination.SHORTCUT_DOWN));

  ModelsMenu(ModelSelection models, ModelAction exporting, Texts texts) {
    super(null, new FontIcon("mdi2c-cube-outline"));
    this.models = models;
    this.openModel = models.openModel();
    this.texts = texts;
    setId("model-menu");
    setMnemonicParsing(false); // a name may have underscores
    setMaxWidth(MAX_WIDTH);
    textProperty()
        .bind(
            Bindings.createStringBinding(
                this::modelName, openModel.model(), openModel.state(), texts.language()));
    accessibleTextProperty().bind(textProperty());
    folder.textProperty().bind(texts.text("ui.model.openFolder"));
    folder.setOnAction(event -> models.openFolder());
    file.textProperty().bind(texts.text("ui.model.openFile"));
    file.setOnAction(event -> models.openFile());
    report.textProperty().bind(texts.text("ui.model.report"));
    report.setOnAction(event -> models.showReport());
    report.disableProperty().bind(openModel.source().isNull());
    export.textProperty().bind(texts.text("ui.model.export"));
    export.setOnAction(event -> exporting.action().run());
    export.disableProperty().bind(exporting.possible().map(possible -> !possible));
    setOnShowing(event -> models.look());
    models.choices().addListener((o, old, now) -> fill());
    texts.language().addListener((o, old, now) -> fill());
    fill();
  }

  private void fill() {
    List<MenuItem> items = new ArrayList<>(List.of(folder, file, new SeparatorMenuItem()));
    ModelSelection.Choices choices = models.choices().get();
    for (int i = 0; i < choices.recent().size(); i++) {
      items.add(recent(choices.recent().get(i), i));
    }
    choices.bundled().ifPresent(path -> items.add(bundled(path)));
    items.add(new SeparatorMenuItem());
    choices.presets().forEach(preset -> items.add(preset(preset)));
    items.addAll(List.of(new SeparatorMenuItem(), report, export));
    getItems().setAll(items);
  }

  private MenuItem recent(RecentModel recent, int number) {
    MenuItem item = item("recent-" + number, "mdi2h-history", null);
    String place = place(recent.path());
    item.setText(recent.isMissing() ? texts.format("ui.model.missing", place) : place);
    item.setDisable(recent.isMissing());
    item.setOnAction(event -> models.open(recent.path()));
    return item;
  }

  /** The name, then where it is; of a long place only the folders nearest to it. */
  static String place(Path path) {
    Path folder = path.toAbsolutePath().getParent();
    if (folder == null) {
      return path.toString();
    }
    Path home = Path.of(System.getProperty("user.home", ""));
    String place =
        folder.startsWith(home) && !folder.equals(home)
            ? "~" + folder.getFileSystem().getSeparator() + home.relativize(folder)
            : folder.toString();
    for (int i = 1; place.length() > LONGEST_PLACE && i < folder.getNameCount(); i++) {
      place =
          "…" + folder.getFileSystem().getSeparator() + folder.subpath(i, folder.getNameCount());
    }
    return path.getFileName() + " · " + place;
  }

  private MenuItem bundled(Path path) {
    MenuItem item = item("bundled-model", "mdi2p-package-variant", null);
    item.setText(texts.format("ui.model.bundled", String.valueOf(path.getFileName())));
    item.setOnAction(event -> models.open(path));
    return item;
  }

  private MenuItem preset(PresetModel preset) {
    MenuItem item = item("preset-" + preset.preset().label(), "mdi2d-dice-multiple-outline", null);
    OptionalLong free = preset.memory().freeBytes();
    boolean fits = preset.memory().fits();
    item.setText(
        fits
            ? texts.format(
                "ui.model.preset",
                preset.preset().label(),
                Numbers.bytes(preset.memory().neededBytes()))
            : texts.format(
                "ui.model.tooLarge",
                preset.preset().label(),
                Numbers.bytes(preset.memory().neededBytes()),
                Numbers.bytes(free.orElse(0))));
    item.setDisable(!fits);
    item.setOnAction(event -> openModel.open(preset.preset()));
    return item;
  }

  private String modelName() {
    OpenModel model = openModel.model().get();
    if (model == null) {
      return texts.format(
          openModel.state().get().isOpening() ? "ui.model.opening" : "ui.model.none");
    }
    return switch (model.origin()) {
      case RANDOM -> texts.format("ui.model.untrained", model.name());
      case TRAINING -> texts.format("ui.model.training", model.name());
      case FILE -> model.name();
    };
  }

  private static MenuItem item(String id, String icon, @Nullable KeyCombination shortcut) {
    MenuItem item = new MenuItem(null, new FontIcon(icon));
    item.setId(id);
    item.setMnemonicParsing(false);
    item.setAccelerator(shortcut);
    return item;
  }
}
