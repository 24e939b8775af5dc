package gemmalab.ui.attention.history;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.train.IntermediateCheckpoint;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** A slider through the models of a run; hidden where there are none. */
public final class HistoryBar extends HBox {

  private static final double WORDS_WIDTH = 260;

  public HistoryBar(HistoryViewModel history, Texts texts) {
    super(12);
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("history-bar");
    Slider slider = new Slider(0, 1, 0);
    slider.setId("history");
    slider.setMajorTickUnit(1);
    slider.setMinorTickCount(0);
    slider.setBlockIncrement(1);
    slider.setSnapToTicks(true);
    slider.accessibleTextProperty().bind(texts.text("ui.attention.history"));
    HBox.setHgrow(slider, Priority.ALWAYS);
    Runnable follow =
        () -> {
          slider.setMax(Math.max(1, history.checkpoints().get().size()));
          slider.setValue(history.place().get());
        };
    history.checkpoints().addListener((o, old, now) -> follow.run());
    follow.run(); // the bar may come after the checkpoints
    slider
        .valueProperty()
        .addListener((o, old, now) -> history.place().set((int) Math.round(now.doubleValue())));
    history.place().addListener((o, old, now) -> slider.setValue(now.doubleValue()));
    Label words = new Label();
    words.setId("history-words");
    words.setMinWidth(WORDS_WIDTH);
    words
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> words(history.chosen(), texts),
                history.place(),
                history.checkpoints(),
                texts.language()));
    getChildren().addAll(label(texts.text("ui.attention.history"), "field-name"), slider, words);
    shownWhen(this, history.checkpoints().map(all -> !all.isEmpty()));
  }

  private static String words(
      @org.jspecify.annotations.Nullable IntermediateCheckpoint checkpoint, Texts texts) {
    return checkpoint == null
        ? texts.format("ui.attention.history.now")
        : texts.format(
            "ui.attention.history.snapshot",
            checkpoint.step(),
            Numbers.loss(checkpoint.validationLoss()));
  }
}
