package gemmalab.ui.attention.head;

import static gemmalab.ui.common.Controls.label;

import gemmalab.inspect.Inspection;
import gemmalab.inspect.picture.PredictionPicture;
import gemmalab.inspect.picture.HeadGridPicture;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.look.AttentionViewModel;
import gemmalab.ui.attention.look.Seen;
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
    attention.seen().addListener((o, old, now) -> show());
    theme.addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
  }

  private void show() {
    Seen seen = attention.seen().get();
    if (seen == null) {
      return;
    }
    Picture picture =
        seen.isChanged()
            ? PredictionPicture.of(
                seen.plain().next(), seen.changed().next(), WIDTH, texts.messages())
            : PredictionPicture.of(seen.plain().next(), WIDTH, texts.messages());
    next.show(picture, theme.getValue().palette());
    next.setAccessibleText(picture.sentence());
    loss.setText(words(seen));
  }

  private String words(Seen seen) {
    Inspection plain = seen.plain();
    if (plain.losses().length == 0) {
      return texts.format("ui.attention.loss.none");
    }
    if (!seen.isChanged()) {
      return texts.format("ui.attention.loss.plain", Numbers.loss(plain.loss()));
    }
    double changed = seen.changed().loss();
    return texts.format(
        "ui.attention.loss.values",
        Numbers.loss(plain.loss()),
        Numbers.loss(changed),
        HeadGridPicture.cost(changed - plain.loss()));
  }
}
