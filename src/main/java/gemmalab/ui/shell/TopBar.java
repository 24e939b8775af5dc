package gemmalab.ui.shell;

import gemmalab.app.BundledModel;
import gemmalab.app.OpenModel;
import gemmalab.inspect.ModelPart;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.ui.common.Controls;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.javafx.FontIcon;

/** The open model and where it is changed; the machine; language and theme. */
public final class TopBar extends HBox {

  private final OpenModelState openModel;
  private final Texts texts;

  /**
   * Builds the bar.
   *
   * @param machine says where is computed
   * @param help what opens the help
   */
  public TopBar(
      OpenModelState openModel,
      Texts texts,
      ObjectProperty<Theme> theme,
      ObservableValue<String> machine,
      Node help) {
    this.openModel = openModel;
    this.texts = texts;
    getStyleClass().add("top-bar");
    setSpacing(16);
    setAlignment(Pos.CENTER_LEFT);
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Label where = new Label();
    where.textProperty().bind(machine);
    where.getStyleClass().add("muted");
    HBox tools = new HBox(8, help, languages(), themeButton(theme));
    tools.setAlignment(Pos.CENTER_LEFT);
    getChildren().addAll(modelMenu(), facts(), space, where, tools);
  }

  private Node modelMenu() {
    MenuButton menu = new MenuButton(null, new FontIcon("mdi2c-cube-outline"));
    menu.setId("model-menu");
    menu.textProperty()
        .bind(
            Bindings.createStringBinding(
                this::modelName, openModel.model(), openModel.state(), texts.language()));
    menu.accessibleTextProperty().bind(menu.textProperty());
    BundledModel.folder()
        .ifPresent(
            path -> {
              MenuItem bundled =
                  new MenuItem(path.toFile().getName(), new FontIcon("mdi2p-package-variant"));
              bundled.setId("bundled-model");
              bundled.setOnAction(event -> openModel.open(path));
              menu.getItems().addAll(bundled, new SeparatorMenuItem());
            });
    for (ModelPreset preset : ModelPreset.values()) {
      MenuItem item = new MenuItem();
      item.setId("preset-" + preset.label());
      item.textProperty().bind(texts.text("ui.model.untrained", preset.label()));
      item.setOnAction(event -> openModel.open(preset));
      menu.getItems().add(item);
    }
    MenuItem folder = new MenuItem(null, new FontIcon("mdi2f-folder-open-outline"));
    folder.textProperty().bind(texts.text("ui.model.open"));
    folder.setOnAction(event -> ModelChooser.choose(getScene(), openModel, texts));
    menu.getItems().addAll(new SeparatorMenuItem(), folder);
    return menu;
  }

  private String modelName() {
    OpenModel model = openModel.model().get();
    if (openModel.state().get().isOpening()) {
      return texts.format("ui.model.opening");
    }
    if (model == null) {
      return texts.format("ui.model.none");
    }
    return switch (model.origin()) {
      case RANDOM -> texts.format("ui.model.untrained", model.name());
      case TRAINING -> texts.format("ui.model.training", model.name());
      case FILE -> model.name();
    };
  }

  private Node facts() {
    Label facts = new Label();
    facts.setId("model-facts");
    facts.getStyleClass().add("muted");
    facts
        .textProperty()
        .bind(Bindings.createStringBinding(this::factsText, openModel.model(), texts.language()));
    return facts;
  }

  private String factsText() {
    OpenModel model = openModel.model().get();
    if (model == null) {
      return "";
    }
    return texts.format(
        "ui.model.facts",
        Numbers.compact((double) ModelPart.of(model.config()).parameters()),
        model.config().numHiddenLayers(),
        model.config().vocabSize());
  }

  private Node languages() {
    SegmentedButton languages = new SegmentedButton();
    for (Language language : Language.values()) {
      ToggleButton button = new ToggleButton(language.label());
      button.setId("language-" + language.label());
      button.setSelected(texts.language().get() == language);
      button.setOnAction(
          event -> {
            button.setSelected(true);
            texts.language().set(language);
          });
      texts.language().addListener((o, old, now) -> button.setSelected(now == language));
      languages.getButtons().add(button);
    }
    return languages;
  }

  private Node themeButton(ObjectProperty<Theme> theme) {
    return Controls.iconButton(
        "theme",
        "mdi2t-theme-light-dark",
        texts.text("ui.theme"),
        () -> theme.set(theme.get().other()));
  }
}
