package gemmalab.ui.architecture.shapes;

import gemmalab.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.scene.control.ListCell;

/** A configuration in a menu, by the name that it has now. */
final class SourceCell extends ListCell<ConfigurationSource> {

  private final Configurations configurations;
  private final Texts texts;

  SourceCell(Configurations configurations, Texts texts) {
    this.configurations = configurations;
    this.texts = texts;
  }

  @Override
  protected void updateItem(ConfigurationSource source, boolean empty) {
    super.updateItem(source, empty);
    textProperty().unbind();
    if (empty || source == null) {
      setText(null);
      return;
    }
    textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> configurations.name(source, texts),
                configurations.openModel(),
                texts.language()));
  }
}
