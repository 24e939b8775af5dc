package gemmalab.ui.attention.head;

import static gemmalab.ui.common.Controls.label;

import gemmalab.inspect.Inspection;
import gemmalab.inspect.picture.HeadGridPicture;
import gemmalab.inspect.picture.PredictionPicture;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.PictureCanvas;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/** What a change does: the next token and the loss of the text, with and without it. */
final class Effects extends VBox {

  private static final double WIDTH = 268;

  private final AttentionViewModel attention;
  private final Texts texts;
  private final ObservableValue<Theme> theme;
  private final PictureCanvas next = new PictureCanvas();
  private final Label loss = new Label();

  Effects(AttentionViewModel attention, Texts texts, ObservableValue<Theme> theme) {
    super(4);
    this.attention = attention;
    this.texts = texts;
    this.theme = theme;
    next.setId("next-tokens");
    next.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    loss.setId("text-loss");
    loss.setWrapText(true);
    getChildren()
        .addAll(
            label(texts.text("ui.attention.loss"), "section"),
            loss,
            label(texts.text("ui.attention.next"), "section"),
            next);
    attention.result().addListener((o, old, now) -> show());
    theme.addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
  }

  private void show() {
    InspectionResult result = attention.result().get();
    if (result == null) {
      return;
    }
    Picture picture =
        result.isModified()
            ? PredictionPicture.of(
                result.baseline().next(), result.modified().next(), WIDTH, texts.messages())
            : PredictionPicture.of(result.baseline().next(), WIDTH, texts.messages());
    next.show(picture, theme.getValue().palette());
    next.setAccessibleText(picture.sentence());
    loss.setText(words(result));
  }

  private String words(InspectionResult result) {
    Inspection baseline = result.baseline();
    if (baseline.losses().length == 0) {
      return texts.format("ui.attention.loss.none");
    }
    if (!result.isModified()) {
      return texts.format("ui.attention.loss.plain", Numbers.loss(baseline.loss()));
    }
    double modified = result.modified().loss();
    return texts.format(
        "ui.attention.loss.values",
        Numbers.loss(baseline.loss()),
        Numbers.loss(modified),
        HeadGridPicture.lossIncrease(modified - baseline.loss()));
  }
}
