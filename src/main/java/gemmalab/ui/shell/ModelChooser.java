package gemmalab.ui.shell;

import gemmalab.ui.common.Texts;
import java.io.File;
import javafx.scene.Scene;
import javafx.stage.DirectoryChooser;

/** Asks for a model's folder, and opens it. */
final class ModelChooser {

  private ModelChooser() {}

  static void choose(Scene scene, OpenModelState openModel, Texts texts) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(texts.format("ui.model.open"));
    File folder = chooser.showDialog(scene.getWindow());
    if (folder != null) {
      openModel.open(folder.toPath());
    }
  }
}
