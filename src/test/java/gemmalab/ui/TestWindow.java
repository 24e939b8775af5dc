package gemmalab.ui;

import gemmalab.app.Lab;
import gemmalab.text.Language;
import gemmalab.ui.common.Fonts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.Destination;
import gemmalab.ui.shell.FilePicker;
import gemmalab.ui.shell.RecentModels;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

/** The real window on a stage, without anyone's settings, with an untrained nano that may write. */
public final class TestWindow {

  private TestWindow() {}

  public static WindowParts open(Stage stage, Lab lab, double height, Path runs) {
    WindowParts parts = open(stage, lab, height, runs, new PickedFile());
    parts.openModel().model().addListener((o, old, now) -> parts.playground().writing().allow());
    return parts;
  }

  /** The same with an untrained nano that is held back. */
  public static WindowParts open(
      Stage stage, Lab lab, double height, Path runs, FilePicker picker) {
    Fonts.load();
    WindowParts parts =
        new WindowParts(
            lab,
            Language.ENGLISH,
            Theme.LIGHT,
            Destination.ARCHITECTURE,
            runs,
            new RecentModels(List.of()),
            picker);
    for (Destination screen : Destination.values()) { // before it is shown nothing waits for it
      parts.shell().go(screen);
    }
    parts.shell().go(Destination.ARCHITECTURE);
    Scene scene = new Scene(new StackPane(), 1280, height);
    parts.populate(scene);
    parts.askBeforeClosing(stage);
    stage.setScene(scene);
    stage.show();
    parts.load(lab, List.of());
    return parts;
  }
}
