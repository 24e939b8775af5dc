package gemmalab.ui.attention.board;

import gemmalab.files.DurableFile;
import gemmalab.files.FileFaults;
import gemmalab.picture.Palette;
import gemmalab.picture.PngWriter;
import gemmalab.picture.SvgWriter;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.ErrorNotifications;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;

/** Writes what is shown as PNG, SVG or CSV, in the colours of the theme. */
public final class PictureExportMenu extends MenuButton {

  private final Supplier<@Nullable Exportable> shown;
  private final ObservableValue<Theme> theme;
  private final ErrorNotifications errors;

  /** What a view can be written as. */
  private enum Format {
    PNG,
    SVG,
    CSV
  }

  public PictureExportMenu(
      String id,
      Supplier<@Nullable Exportable> shown,
      Texts texts,
      ObservableValue<Theme> theme,
      ErrorNotifications errors) {
    this.shown = shown;
    this.theme = theme;
    this.errors = errors;
    setId(id);
    setGraphic(new FontIcon("mdi2e-export-variant"));
    accessibleTextProperty().bind(texts.text("ui.attention.export"));
    var tooltip = new javafx.scene.control.Tooltip();
    tooltip.textProperty().bind(texts.text("ui.attention.export"));
    setTooltip(tooltip);
    getStyleClass().add("flat");
    for (Format format : Format.values()) {
      MenuItem item = new MenuItem(format.name());
      item.setOnAction(event -> choose(format));
      getItems().add(item);
    }
  }

  private void choose(Format format) {
    Exportable view = shown.get();
    if (view == null) {
      return;
    }
    String ending = format.name().toLowerCase(Locale.ROOT);
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName(view.name() + "." + ending);
    chooser
        .getExtensionFilters()
        .add(new FileChooser.ExtensionFilter(format.name(), "*." + ending));
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      write(file.toPath(), content(view, format));
    }
  }

  private byte[] content(Exportable view, Format format) {
    Palette palette = theme.getValue().palette();
    return switch (format) {
      case PNG -> PngWriter.bytes(view.picture(), palette);
      case SVG -> SvgWriter.text(view.picture(), palette).getBytes(StandardCharsets.UTF_8);
      case CSV -> view.table().text().getBytes(StandardCharsets.UTF_8);
    };
  }

  private void write(Path file, byte[] content) {
    try {
      DurableFile.write(file, content);
    } catch (IOException e) {
      errors.show(new GemmaException(e, "error.file.unwritable", file, FileFaults.reason(e)));
    }
  }
}
