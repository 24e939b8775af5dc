package gemmalab.ui.playground;

import gemmalab.app.OpenModel;
import gemmalab.ui.common.Texts;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import gemmalab.ui.shell.ModelSelection;
import javafx.beans.binding.Bindings;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import org.kordamp.ikonli.javafx.FontIcon;

/** Which model writes a story of a comparison. */
final class ModelMenu extends MenuButton {

  private final ModelChoice model;
  private final Texts texts;

  ModelMenu(StoryViewModel viewModel, Side side, ModelSelection models, Texts texts) {
    this.model = viewModel.model();
    this.texts = texts;
    setId("model-" + side);
    setMnemonicParsing(false); // a name may have underscores
    getStyleClass().add("small");
    setGraphic(new FontIcon("mdi2c-cube-outline"));
    textProperty().bind(Bindings.createStringBinding(this::name, model.model(), texts.language()));
    MenuItem shared = new MenuItem();
    shared.textProperty().bind(texts.text("ui.playground.model.shared"));
    shared.setOnAction(event -> model.share());
    MenuItem folder = new MenuItem(null, new FontIcon("mdi2f-folder-open-outline"));
    folder.textProperty().bind(texts.text("ui.model.openFolder"));
    folder.setOnAction(event -> models.pickFolder(model::open));
    MenuItem file = new MenuItem(null, new FontIcon("mdi2f-file-outline"));
    file.textProperty().bind(texts.text("ui.model.openFile"));
    file.setOnAction(event -> models.pickFile(model::open));
    getItems().addAll(shared, folder, file);
  }

  private String name() {
    OpenModel open = model.model().get();
    return open == null ? texts.format("ui.model.none") : open.name();
  }
}
