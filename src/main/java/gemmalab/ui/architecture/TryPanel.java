package gemmalab.ui.architecture;

import static gemmalab.ui.common.Controls.label;

import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.picture.TokenLabels;
import gemmalab.inspect.stage.InterventionEffect;
import gemmalab.model.Intervention;
import gemmalab.ui.common.Texts;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

/** Changes to the model, and what they do to the next word and to the loss of the text. */
final class TryPanel extends VBox {

  private final TryModel model;
  private final Texts texts;

  TryPanel(DiagramModels models, Texts texts) {
    super(6);
    model = models.trial();
    this.texts = texts;
    setId("try-it");
    CheckBox qkNorm = box("try-qk-norm", "ui.try.qkNorm", model.withoutQkNorm());
    CheckBox rope = box("try-rope", "ui.try.rope", model.withoutRope());
    CheckBox base = box("try-base", "ui.try.base", model.oneBase());
    getChildren()
        .addAll(
            label(texts.text("ui.try.title"), "section"),
            qkNorm,
            rope,
            base,
            new TryParts(models, texts),
            window(models),
            effect());
  }

  private static CheckBox box(
      String id, String key, javafx.beans.property.BooleanProperty value, Texts texts) {
    CheckBox box = new CheckBox();
    box.setId(id);
    box.textProperty().bind(texts.text(key));
    box.selectedProperty().bindBidirectional(value);
    return box;
  }

  private CheckBox box(String id, String key, javafx.beans.property.BooleanProperty value) {
    return box(id, key, value, texts);
  }

  private VBox window(DiagramModels models) {
    Slider slider = new Slider(1, 32, 32);
    slider.setId("try-window");
    slider.setMajorTickUnit(1);
    slider.setMinorTickCount(0);
    slider.setSnapToTicks(true);
    slider.accessibleTextProperty().bind(texts.text("ui.try.window", ""));
    models
        .reading()
        .scene()
        .subscribe(
            (DiagramScene scene) -> {
              if (scene != null) {
                slider.setMax(Math.min(scene.config().slidingWindow(), scene.length()));
                if (model.window().get() == Intervention.MODEL_WINDOW) {
                  slider.setValue(slider.getMax());
                }
              }
            });
    slider
        .valueProperty()
        .addListener(
            (o, old, now) -> {
              int keys = (int) Math.round(now.doubleValue());
              model.window().set(keys >= slider.getMax() ? Intervention.MODEL_WINDOW : keys);
            });
    Label name = new Label();
    name.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> texts.format("ui.try.window", Math.round(slider.getValue())),
                slider.valueProperty(),
                texts.language()));
    return new VBox(2, name, slider);
  }

  private Label effect() {
    Label effect = new Label();
    effect.setId("try-effect");
    effect.setWrapText(true);
    effect.setMinHeight(Region.USE_PREF_SIZE);
    effect
        .textProperty()
        .bind(Bindings.createStringBinding(this::text, model.effect(), texts.language()));
    return effect;
  }

  private String text() {
    InterventionEffect effect = model.effect().get();
    if (effect == null) {
      return texts.format("ui.try.none");
    }
    return texts.format(
        "ui.try.effect",
        TokenLabels.said(effect.without().next().get(0).text()),
        TokenLabels.said(effect.with().next().get(0).text()),
        loss(effect.without().loss()),
        loss(effect.with().loss()));
  }

  private static String loss(double value) {
    return String.format(Locale.ENGLISH, "%.2f", value);
  }
}
