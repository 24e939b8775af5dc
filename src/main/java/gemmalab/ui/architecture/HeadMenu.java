package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.HeadChoice;
import gemmalab.ui.common.Texts;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Tooltip;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;

/** Whose attention the arcs show: all heads together, or one. */
final class HeadMenu extends ComboBox<HeadChoice> {

  private final DiagramModels models;

  HeadMenu(DiagramModels models, Texts texts) {
    this.models = models;
    setId("diagram-heads");
    setMinWidth(120);
    accessibleTextProperty().bind(texts.text("ui.diagram.heads"));
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text("ui.diagram.heads"));
    setTooltip(tooltip);
    setConverter(
        new StringConverter<>() {
          @Override
          public String toString(@Nullable HeadChoice choice) {
            return choice == null || choice.isAll()
                ? texts.format("ui.diagram.heads.all")
                : texts.format("ui.diagram.heads.one", choice.head() + 1);
          }

          @Override
          public HeadChoice fromString(String text) {
            return HeadChoice.ALL;
          }
        });
    models.reading().scene().addListener((o, old, now) -> fill(now));
    fill(models.reading().scene().get());
    valueProperty().bindBidirectional(models.selection().heads());
  }

  private void fill(@Nullable DiagramScene scene) {
    int heads = scene == null ? 0 : scene.config().numAttentionHeads();
    if (heads + 1 == getItems().size()) {
      return;
    }
    models.selection().heads().set(HeadChoice.ALL);
    getItems().setAll(HeadChoice.ALL);
    for (int head = 0; head < heads; head++) {
      getItems().add(new HeadChoice(head));
    }
    setValue(HeadChoice.ALL);
  }
}
