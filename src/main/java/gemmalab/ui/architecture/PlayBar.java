package gemmalab.ui.architecture;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.iconButton;

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

/**
 * Plays the way of the chosen token: start and pause, single steps, a slider, the speed; beside it
 * zooms.
 */
final class PlayBar extends HBox {

  private static final double ZOOM = 1.4;

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
            place(),
            speed(),
            zoom("diagram-farther", "mdi2m-magnify-minus-outline", "ui.diagram.farther", 1 / ZOOM),
            zoom("diagram-nearer", "mdi2m-magnify-plus-outline", "ui.diagram.nearer", ZOOM),
            iconButton(
                "diagram-fit",
                "mdi2f-fit-to-page-outline",
                texts.text("ui.diagram.fit"),
                models.navigation()::fit));
    play.playing().addListener((o, old, now) -> run());
    play.speed().addListener((o, old, now) -> run());
  }

  private Button zoom(String id, String icon, String key, double factor) {
    return iconButton(id, icon, texts.text(key), () -> models.navigation().zoom(factor));
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
    slider.setMinWidth(60);
    slider.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(slider, Priority.ALWAYS);
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

  /** Which step of how many. */
  private Label place() {
    Label place = new Label();
    place.setId("play-place");
    place.getStyleClass().add("field-name");
    place.setMinWidth(Region.USE_PREF_SIZE);
    place
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    play.step().get() < 0
                        ? ""
                        : texts.format("ui.play.step", play.step().get() + 1, play.count()),
                play.step(),
                models.reading().scene(),
                texts.language()));
    return place;
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
