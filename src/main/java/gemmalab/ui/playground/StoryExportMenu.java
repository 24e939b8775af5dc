package gemmalab.ui.playground;

import gemmalab.generate.StoryExport;
import gemmalab.ui.common.Clipboards;
import gemmalab.ui.common.Texts;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import java.io.File;
import java.util.Locale;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Tooltip;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.javafx.FontIcon;

/** Takes the story on screen elsewhere. */
final class StoryExportMenu extends MenuButton {

  private final PlaygroundViewModel playground;
  private final Side side;
  private final Texts texts;

  StoryExportMenu(PlaygroundViewModel playground, Side side, Texts texts) {
    this.playground = playground;
    this.side = side;
    this.texts = texts;
    setId("export-" + side);
    getStyleClass().addAll("flat", "small");
    setGraphic(new FontIcon("mdi2e-export-variant"));
    accessibleTextProperty().bind(texts.text("ui.playground.export"));
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text("ui.playground.export"));
    setTooltip(tooltip);
    MenuItem copy = new MenuItem(null, new FontIcon("mdi2c-content-copy"));
    copy.textProperty().bind(texts.text("ui.playground.export.copy"));
    copy.setOnAction(event -> copy());
    getItems().addAll(copy, new SeparatorMenuItem());
    for (StoryExport format : StoryExport.values()) {
      MenuItem item = new MenuItem();
      item.textProperty()
          .bind(texts.text("ui.playground.export." + format.name().toLowerCase(Locale.ROOT)));
      item.setOnAction(event -> save(format));
      getItems().add(item);
    }
  }

  private void copy() {
    Clipboards.copy(playground.story(side).leaf().get().text());
  }

  private void save(StoryExport format) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(texts.format("ui.playground.export"));
    chooser.setInitialFileName("story." + format.extension());
    File file = chooser.showSaveDialog(getScene().getWindow());
    if (file != null) {
      playground.export(side, format, file.toPath());
    }
  }
}
