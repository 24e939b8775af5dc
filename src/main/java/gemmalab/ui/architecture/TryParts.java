package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.HeadChoice;
import gemmalab.inspect.diagram.Spot;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.Intervention.SkippedStage;
import gemmalab.model.ModelStage;
import gemmalab.ui.common.Texts;
import javafx.scene.control.CheckBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Leaves out what is selected: a norm or a rotation of its layer, and the chosen head there. */
final class TryParts extends VBox {

  private final DiagramModels models;
  private final TryModel trial;
  private final Texts texts;
  private final CheckBox part = new CheckBox();
  private final CheckBox head = new CheckBox();

  TryParts(DiagramModels models, Texts texts) {
    super(6);
    this.models = models;
    this.texts = texts;
    trial = models.trial();
    part.setId("try-part");
    head.setId("try-head");
    part.setWrapText(true);
    head.setWrapText(true);
    part.setOnAction(event -> toggle(selectedStage()));
    head.setOnAction(event -> toggle(selectedHead()));
    getChildren().addAll(part, head);
    models.selection().selected().addListener((o, old, now) -> show());
    models.selection().heads().addListener((o, old, now) -> show());
    trial.leftOut().addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
    show();
  }

  private void toggle(@Nullable SkippedStage stage) {
    if (stage != null) {
      trial.toggle(stage);
    }
  }

  private void toggle(@Nullable AttentionHead chosen) {
    if (chosen != null) {
      trial.toggle(chosen);
    }
  }

  private void show() {
    SkippedStage stage = selectedStage();
    offer(part, stage != null && trial.leftOut().get().skippedStages().contains(stage), stage);
    if (stage != null) {
      String name = texts.format("diagram." + stage.stage().key());
      part.setText(
          stage.layer() < 0
              ? texts.format("ui.try.part", name)
              : texts.format("ui.try.part.layer", name, stage.layer() + 1));
    }
    AttentionHead chosen = selectedHead();
    offer(head, chosen != null && trial.leftOut().get().ablatedHeads().contains(chosen), chosen);
    if (chosen != null) {
      head.setText(texts.format("ui.try.head", chosen.head() + 1, chosen.layer() + 1));
    }
  }

  private static void offer(CheckBox box, boolean isLeftOut, @Nullable Object what) {
    box.setSelected(isLeftOut);
    box.setVisible(what != null);
    box.setManaged(what != null);
  }

  private @Nullable SkippedStage selectedStage() {
    Spot spot = models.selection().selected().get();
    ModelStage stage = spot.stage();
    return stage != null && Intervention.SKIPPABLE.contains(stage)
        ? new SkippedStage(stage, spot.layer())
        : null;
  }

  private @Nullable AttentionHead selectedHead() {
    int band = models.selection().selected().get().band();
    HeadChoice choice = models.selection().heads().get();
    DiagramScene scene = models.reading().scene().get();
    boolean inLayer = scene != null && band >= 0 && band < scene.headBand();
    return inLayer && !choice.isAll() ? new AttentionHead(band, choice.head()) : null;
  }
}
