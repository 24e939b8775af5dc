package gemmalab.ui.shell;

import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.app.OpenModel;
import gemmalab.inspect.ModelPart;
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
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.controlsfx.control.SegmentedButton;

/** The open model and where it is changed; the machine; language and theme. */
public final class TopBar extends HBox {

  private final OpenModelState openModel;
  private final Texts texts;

  /**
   * Builds the bar.
   *
   * @param export writes the open model in another format
   * @param machine says where is computed
   * @param help what opens the help
   */
  public TopBar(
      ModelSelection models,
      ModelAction export,
      Texts texts,
      ObjectProperty<Theme> theme,
      ObservableValue<String> machine,
      Node help) {
    this.openModel = models.openModel();
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
    where.setMinWidth(Region.USE_PREF_SIZE);
    ObservableValue<Boolean> loading =
        Bindings.createBooleanBinding(
            () -> openModel.state().get().isOpening() || !models.reading().get().isEmpty(),
            openModel.state(),
            models.reading());
    getChildren()
        .addAll(
            new ModelsMenu(models, export, texts),
            shownWhen(new LoadingBar(models, texts), loading),
            shownWhen(facts(), loading.map(now -> !now)),
            space,
            where,
            tools);
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
