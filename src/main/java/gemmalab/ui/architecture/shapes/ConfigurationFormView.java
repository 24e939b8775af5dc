package gemmalab.ui.architecture.shapes;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.field;
import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.named;

import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.Texts;
import javafx.beans.binding.Bindings;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The numbers of a configuration, each in its field, and below them what they can be used for. */
final class ConfigurationFormView extends VBox {

  private static final double WIDTH = 256;

  private final SizesViewModel sizes;
  private final Configurations configurations;
  private final Texts texts;

  ConfigurationFormView(SizesViewModel sizes, Configurations configurations, Texts texts) {
    this.sizes = sizes;
    this.configurations = configurations;
    this.texts = texts;
    getStyleClass().addAll("side", "sizes-form");
    setPrefWidth(WIDTH);
    setMinWidth(WIDTH);
    ScrollPane fields = new ScrollPane(fields());
    fields.setFitToWidth(true);
    fields.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    VBox.setVgrow(fields, Priority.ALWAYS);
    VBox below = new VBox(8, fault(), train());
    below.setPadding(new Insets(8, 16, 12, 16));
    getChildren().addAll(fields, below);
  }

  private Node fields() {
    VBox fields =
        new VBox(
            8,
            start(),
            pair(ConfigurationNumber.BATCH, ConfigurationNumber.LENGTH),
            pair(ConfigurationNumber.LAYERS, ConfigurationNumber.PATTERN),
            pair(ConfigurationNumber.HIDDEN, ConfigurationNumber.FEED_FORWARD),
            pair(ConfigurationNumber.HEADS, ConfigurationNumber.KEY_VALUE_HEADS),
            pair(ConfigurationNumber.HEAD_DIM, ConfigurationNumber.WINDOW),
            pair(ConfigurationNumber.VOCABULARY, ConfigurationNumber.CONTEXT),
            tied());
    fields.setPadding(new Insets(12, 16, 4, 16));
    return fields;
  }

  /** Where to begin, and the ways back. */
  private Node start() {
    MenuButton menu = new MenuButton();
    menu.setId("sizes-start");
    menu.textProperty().bind(texts.text("ui.sizes.start"));
    for (ConfigurationSource source : ConfigurationSource.values()) {
      if (source != ConfigurationSource.EDITED) {
        menu.getItems().add(item(source));
      }
    }
    menu.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(menu, Priority.ALWAYS);
    Button undo = iconButton("sizes-undo", "mdi2u-undo", texts.text("ui.sizes.undo"), sizes::undo);
    undo.disableProperty().bind(sizes.canUndo().not());
    Button reset =
        iconButton("sizes-reset", "mdi2r-restore", texts.text("ui.sizes.reset"), sizes::reset);
    HBox row = new HBox(4, menu, undo, reset);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private MenuItem item(ConfigurationSource source) {
    MenuItem item = new MenuItem();
    item.setId("start-" + source.name());
    item.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> configurations.name(source, texts),
                configurations.openModel(),
                texts.language()));
    item.setOnAction(
        event -> {
          GemmaConfig config = configurations.of(source);
          if (config != null) {
            sizes.begin(config);
          }
        });
    return item;
  }

  private HBox pair(ConfigurationNumber left, ConfigurationNumber right) {
    VBox first = row(left);
    VBox second = row(right);
    HBox pair = new HBox(12, first, second);
    HBox.setHgrow(first, Priority.ALWAYS);
    HBox.setHgrow(second, Priority.ALWAYS);
    first.setPrefWidth(1);
    second.setPrefWidth(1);
    return pair;
  }

  private VBox row(ConfigurationNumber number) {
    TextField field = field(number.id(), sizes.form().number(number));
    field.addEventFilter(KeyEvent.KEY_PRESSED, event -> step(number, event));
    VBox row = named(texts.text(number.key()), texts.text(number.key() + ".help"), field);
    row.setSpacing(1);
    return row;
  }

  private void step(ConfigurationNumber number, KeyEvent event) {
    int direction = event.getCode() == KeyCode.UP ? 1 : event.getCode() == KeyCode.DOWN ? -1 : 0;
    if (direction != 0) {
      event.consume();
      try {
        sizes.form().step(number, direction);
      } catch (GemmaException e) {
        return; // the line below the fields says what is wrong with it
      }
    }
  }

  private Node tied() {
    CheckBox tied = new CheckBox();
    tied.setId("size-tied");
    tied.textProperty().bind(texts.text("ui.sizes.number.tied"));
    tied.selectedProperty().bindBidirectional(sizes.form().tied());
    Tooltip help = new Tooltip();
    help.textProperty().bind(texts.text("ui.sizes.number.tied.help"));
    tied.setTooltip(help);
    return tied;
  }

  /** Why the numbers make no sense. */
  private Node fault() {
    Label fault = new Label();
    fault.setId("sizes-fault");
    fault.getStyleClass().add("fault");
    fault.setWrapText(true);
    fault.setMinHeight(Region.USE_PREF_SIZE);
    fault
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> {
                  GemmaException why = sizes.fault().get();
                  return why == null ? "" : texts.fault(why);
                },
                sizes.fault(),
                texts.language()));
    fault.visibleProperty().bind(sizes.fault().isNotNull());
    fault.managedProperty().bind(fault.visibleProperty());
    return fault;
  }

  private Node train() {
    Button train = button("sizes-train", "mdi2p-play", texts.text("ui.sizes.train"), sizes::train);
    train.getStyleClass().add("accent");
    train.setMaxWidth(Double.MAX_VALUE);
    train
        .disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    sizes.fault().get() != null
                        || !SizesViewModel.isTrainable(sizes.sizing().get()),
                sizes.fault(),
                sizes.sizing()));
    StackPane around = new StackPane(train); // a disabled button has no tooltip of its own
    Tooltip why = new Tooltip();
    why.textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    texts.format(
                        SizesViewModel.isTrainable(sizes.sizing().get())
                            ? "ui.sizes.train.help"
                            : "ui.sizes.train.vocabulary"),
                sizes.sizing(),
                texts.language()));
    Tooltip.install(around, why);
    train.accessibleHelpProperty().bind(why.textProperty());
    return around;
  }
}
