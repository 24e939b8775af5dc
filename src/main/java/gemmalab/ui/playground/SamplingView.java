package gemmalab.ui.playground;

import static gemmalab.ui.common.Controls.field;
import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.named;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.common.NumberField;
import gemmalab.ui.common.Texts;
import gemmalab.ui.playground.PlaygroundViewModel.Side;
import java.util.Locale;
import javafx.beans.binding.Bindings;
import javafx.beans.property.DoubleProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.TextFormatter;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.converter.LongStringConverter;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.javafx.FontIcon;

/** How the next token is chosen, and how much is written. */
final class SamplingView extends VBox {

  private static final double NOTHING_IS_OFF = Double.NaN;

  private final PlaygroundViewModel viewModel;
  private final Texts texts;

  SamplingView(PlaygroundViewModel viewModel, Texts texts) {
    this.viewModel = viewModel;
    this.texts = texts;
    SamplingControls sampling = viewModel.sampling();
    setSpacing(8);
    getChildren()
        .addAll(
            heading(),
            shownWhen(sides(), viewModel.comparing()),
            slider("temperature", sampling.temperature(), 0, 2, 100, "%.2f", 0),
            slider("topK", sampling.topK(), 0, 200, 1_000_000, "%.0f", 0),
            slider("topP", sampling.topP(), 0.01, 1, 1, "%.2f", 1),
            slider("minP", sampling.minP(), 0, 1, 1, "%.2f", 0),
            slider("repetitionPenalty", sampling.repetitionPenalty(), 1, 2, 10, "%.2f", 1),
            label(texts.text("ui.playground.writing"), "section"),
            slider(
                "maxTokens", viewModel.order().maxTokens(), 1, 500, 32_768, "%.0f", NOTHING_IS_OFF),
            seed(),
            stops());
  }

  private Node heading() {
    MenuButton presets = new MenuButton();
    presets.setId("setting-presets");
    presets.getStyleClass().add("small");
    presets.textProperty().bind(texts.text("ui.playground.settings"));
    for (SamplingControls.SamplingPreset preset : SamplingControls.SamplingPreset.values()) {
      MenuItem item = new MenuItem();
      String name = preset.name().toLowerCase(Locale.ROOT);
      item.textProperty().bind(texts.text("ui.playground.settings." + name));
      item.setOnAction(event -> viewModel.sampling().take(preset.settings()));
      presets.getItems().add(item);
    }
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox row = new HBox(8, label(texts.text("ui.playground.choosing"), "section"), space, presets);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Whose knobs these are. */
  private Node sides() {
    SegmentedButton sides = new SegmentedButton();
    for (Side side : Side.values()) {
      ToggleButton button = new ToggleButton();
      button.setId("side-" + side);
      button.textProperty().bind(texts.text("ui.playground.side", side.name()));
      button.setOnAction(
          event -> {
            button.setSelected(true);
            viewModel.active().set(side);
          });
      viewModel.active().addListener((o, old, now) -> button.setSelected(now == side));
      button.setSelected(viewModel.active().get() == side);
      sides.getButtons().add(button);
    }
    return sides;
  }

  private Node slider(
      String key,
      DoubleProperty value,
      double min,
      double max,
      double limit,
      String pattern,
      double off) {
    String name = "ui.playground." + key;
    ObservableValue<String> shown =
        Bindings.createStringBinding(
            () -> texts.format(name) + (value.get() == off ? offWord(key) : ""),
            value,
            texts.language());
    return new NumberField(
        key.toLowerCase(Locale.ROOT),
        shown,
        texts.text(name + ".help"),
        texts.text("ui.reset"),
        value,
        min,
        max,
        limit,
        pattern);
  }

  private String offWord(String key) {
    return " · "
        + texts.format(key.equals("temperature") ? "ui.playground.greedy" : "ui.playground.off");
  }

  private Node seed() {
    TextField number = new TextField();
    number.setId("seed");
    TextFormatter<Long> digits =
        new TextFormatter<>(
            new LongStringConverter(),
            viewModel.order().seed().get(),
            change -> change.getControlNewText().matches("-?\\d{0,18}") ? change : null);
    number.setTextFormatter(digits);
    digits
        .valueProperty()
        .addListener(
            (o, old, now) -> {
              if (now != null && now != viewModel.order().seed().get()) {
                viewModel.order().seed().set(now);
                viewModel.order().newSeeds().set(false);
              }
            });
    viewModel.order().seed().addListener((o, old, now) -> digits.setValue(now.longValue()));
    number.accessibleTextProperty().bind(texts.text("ui.playground.seed"));
    HBox.setHgrow(number, Priority.ALWAYS);
    Label name = label(texts.text("ui.playground.seed"), "field-name");
    name.setLabelFor(number);
    HBox row =
        new HBox(
            8,
            number,
            dice(),
            iconButton(
                "replay", "mdi2r-replay", texts.text("ui.playground.replay"), viewModel::replay));
    row.setAlignment(Pos.CENTER_LEFT);
    return new VBox(4, name, row);
  }

  private Node dice() {
    ToggleButton dice = new ToggleButton(null, new FontIcon("mdi2d-dice-multiple-outline"));
    dice.setId("dice");
    dice.getStyleClass().add("button-icon");
    dice.selectedProperty().bindBidirectional(viewModel.order().newSeeds());
    dice.accessibleTextProperty().bind(texts.text("ui.playground.dice"));
    Tooltip tooltip = new Tooltip();
    tooltip.textProperty().bind(texts.text("ui.playground.dice"));
    dice.setTooltip(tooltip);
    return dice;
  }

  private Node stops() {
    return named(
        texts.text("ui.playground.stops"),
        texts.text("ui.playground.stops.help"),
        field("stops", viewModel.order().stopStrings()));
  }
}
