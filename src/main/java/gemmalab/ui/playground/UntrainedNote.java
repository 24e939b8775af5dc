package gemmalab.ui.playground;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.app.OpenModel;
import gemmalab.ui.common.Texts;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** Says that the model has learned nothing yet, where it would write nonsense. */
final class UntrainedNote extends StackPane {

  private static final double WIDTH = 420;

  private final PlaygroundViewModel playground;
  private final Consumer<String> train;

  UntrainedNote(PlaygroundViewModel playground, Texts texts, Consumer<String> train) {
    this.playground = playground;
    this.train = train;
    Button trainIt =
        button(
            "train-untrained",
            "mdi2c-chart-line",
            texts.text("ui.playground.untrained.train"),
            this::train);
    trainIt.getStyleClass().add("accent");
    Button write =
        button(
            "write-anyway",
            "mdi2d-dice-multiple-outline",
            texts.text("ui.playground.untrained.write"),
            playground::writeAnyway);
    trainIt.setMinWidth(Region.USE_PREF_SIZE);
    write.setMinWidth(Region.USE_PREF_SIZE);
    FlowPane ways = new FlowPane(8, 8, trainIt, write); // below each other in a small window
    ways.setAlignment(Pos.CENTER);
    VBox card =
        new VBox(
            16,
            new FontIcon("mdi2d-dice-multiple-outline"),
            paragraph(texts.text("ui.playground.untrained.title"), "title"),
            paragraph(texts.text("ui.playground.untrained.text"), "muted"),
            ways);
    setId("untrained-note");
    card.getStyleClass().addAll("card", "untrained-note");
    card.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    getChildren().add(card);
    shownWhen(this, playground.writing().isHeldBack());
  }

  private void train() {
    OpenModel untrained = playground.writing().heldBack();
    if (untrained != null) {
      train.accept(untrained.name());
    }
  }
}
