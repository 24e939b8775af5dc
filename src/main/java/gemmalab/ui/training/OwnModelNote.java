package gemmalab.ui.training;

import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.inspect.cost.ModelCost;
import gemmalab.model.GemmaConfig;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/** A configuration of the user's own that is trained instead of the preset, and the way back. */
final class OwnModelNote extends HBox {

  OwnModelNote(TrainingForm form, Texts texts) {
    super(4);
    setId("own-model");
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().addAll("card", "own-model");
    Label what = new Label();
    what.setId("own-model-text");
    what.getStyleClass().add("field-name");
    what.setWrapText(true);
    what.setMinHeight(Region.USE_PREF_SIZE);
    what.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> text(form, texts), form.ownModel(), texts.language()));
    HBox.setHgrow(what, Priority.ALWAYS);
    what.setMaxWidth(Double.MAX_VALUE);
    Button drop =
        iconButton(
            "own-model-drop", "mdi2c-close", texts.text("ui.training.own.drop"), form::takePreset);
    getChildren().addAll(what, drop);
    shownWhen(this, form.ownModel().map(own -> true).orElse(false));
  }

  private static String text(TrainingForm form, Texts texts) {
    GemmaConfig own = form.ownModel().get();
    return own == null
        ? ""
        : texts.format(
            "ui.training.own",
            own.numHiddenLayers(),
            Numbers.whole(own.hiddenSize()),
            Numbers.compact((double) new ModelCost(own, 1, 1).parameters()));
  }
}
