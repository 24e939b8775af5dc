package gemmalab.ui.architecture;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.iconButton;

import gemmalab.inspect.diagram.Spot;
import gemmalab.model.ModelStage;
import gemmalab.ui.architecture.PlayModel.Speed;
import gemmalab.ui.common.Texts;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.util.Duration;
import javafx.util.StringConverter;
import org.kordamp.ikonli.javafx.FontIcon;

/** Plays the way of the chosen token: start and pause, single steps, a slider, the speed. */
final class PlayBar extends HBox {

  private final DiagramModels models;
  private final PlayModel play;
  private final Texts texts;
  private final Slider slider = new Slider(0, 1, 0);
  private final Timeline clock = new Timeline();

  PlayBar(DiagramModels models, Texts texts) {
    super(6);
    this.models = models;
    this.texts = texts;
    play = models.play();
    setAlignment(Pos.CENTER_LEFT);
    setId("play-bar");
    getChildren()
        .addAll(
            playButton(),
            iconButton("play-back", "mdi2s-skip-previous", texts.text("ui.play.back"), play::back),
            iconButton("play-next", "mdi2s-skip-next", texts.text("ui.play.next"), play::next),
            steps(),
            speed(),
            sentence());
    play.playing().addListener((o, old, now) -> run());
    play.speed().addListener((o, old, now) -> run());
  }

  private Button playButton() {
    Button start = button("play", "mdi2p-play", texts.text("ui.play.play"), play::toggle);
    start.setMinWidth(Region.USE_PREF_SIZE);
    start
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> texts.format(play.playing().get() ? "ui.play.pause" : "ui.play.play"),
                play.playing(),
                texts.language()));
    play.playing()
        .addListener(
            (o, old, now) -> start.setGraphic(new FontIcon(now ? "mdi2p-pause" : "mdi2p-play")));
    return start;
  }

  private Slider steps() {
    slider.setId("play-steps");
    slider.setPrefWidth(160);
    slider.setMinWidth(80);
    slider.accessibleTextProperty().bind(texts.text("ui.play.steps"));
    models.reading().scene().addListener((o, old, now) -> slider.setMax(play.count() - 1.0));
    play.step().addListener((o, old, now) -> slider.setValue(Math.max(0, now.intValue())));
    slider
        .valueProperty()
        .addListener(
            (o, old, now) -> {
              if (Math.round(now.doubleValue()) != Math.max(0, play.step().get())) {
                play.show((int) Math.round(now.doubleValue()));
              }
            });
    return slider;
  }

  private ComboBox<Speed> speed() {
    ComboBox<Speed> choice = new ComboBox<>();
    choice.setId("play-speed");
    choice.setMinWidth(96);
    choice.getItems().addAll(Speed.values());
    choice.valueProperty().bindBidirectional(play.speed());
    choice.accessibleTextProperty().bind(texts.text("ui.play.speed"));
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text("ui.play.speed"));
    choice.setTooltip(tooltip);
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(Speed value) {
            return texts.format("ui.play.seconds", value.seconds());
          }

          @Override
          public Speed fromString(String text) {
            return Speed.NORMAL;
          }
        });
    return choice;
  }

  /** The step in one sentence. */
  private Label sentence() {
    Label sentence = new Label();
    sentence.setId("play-sentence");
    sentence.setWrapText(true);
    sentence.getStyleClass().add("play-sentence");
    sentence.setMinWidth(0);
    sentence.setMinHeight(36);
    HBox.setHgrow(sentence, Priority.ALWAYS);
    sentence
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                this::text, play.step(), models.selection().selected(), texts.language()));
    return sentence;
  }

  private String text() {
    Spot spot = models.selection().selected().get();
    ModelStage stage = spot.stage();
    if (stage == null || play.step().get() < 0) {
      return texts.format("ui.play.hint");
    }
    return texts.format(
        "ui.play.step",
        play.step().get() + 1,
        play.count(),
        texts.format("diagram." + stage.key() + ".about"));
  }

  private void run() {
    clock.stop();
    if (play.playing().get()) {
      clock
          .getKeyFrames()
          .setAll(
              new KeyFrame(Duration.seconds(play.speed().get().seconds()), event -> play.next()));
      clock.setCycleCount(Timeline.INDEFINITE);
      clock.play();
    }
  }
}
