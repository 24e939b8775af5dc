package gemmalab.ui;

import gemmalab.app.Lab;
import gemmalab.text.Language;
import gemmalab.ui.common.Fonts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.Destination;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The real window on a stage, without anyone's settings, with an untrained nano. */
public final class TestWindow {

  private TestWindow() {}

  public static WindowParts open(Stage stage, Lab lab, double height, Path runs) {
    Fonts.load();
    WindowParts parts =
        new WindowParts(lab, Language.ENGLISH, Theme.LIGHT, Destination.ARCHITECTURE, runs);
    Scene scene = new Scene(new StackPane(), 1280, height);
    parts.populate(scene);
    parts.askBeforeClosing(stage);
    stage.setScene(scene);
    stage.show();
    parts.load(lab, List.of());
    return parts;
  }
}
