package gemmalab.ui.shell;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.common.Texts;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** Covers the window while a run is saved before the window closes. */
public final class SavingNote extends StackPane {

  private static final double WIDTH = 360;

  /** Covers a window as long as it is wanted. */
  public SavingNote(Node window, ObservableValue<Boolean> wanted, Texts texts) {
    VBox card =
        new VBox(
            8,
            label(texts.text("ui.close.saving.title"), "title"),
            paragraph(texts.text("ui.close.saving.text"), "muted"));
    card.getStyleClass().addAll("card", "saving-note");
    card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    StackPane cover = new StackPane(card);
    cover.setId("saving-note");
    cover.getStyleClass().add("cover");
    getChildren().addAll(window, shownWhen(cover, wanted));
  }
}
