package gemmalab.ui.shell;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.app.FaultDetails;
import gemmalab.model.ModelPreset;
import gemmalab.ui.common.Clipboards;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.OpenModelState.State;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A screen that needs a model: until there is one, what is being done about it stands there. */
public final class ModelGate extends StackPane {

  private final OpenModelState openModel;
  private final ModelSelection models;
  private final Texts texts;

  /** Puts a screen behind its gate; {@code loading} says what is waited for. */
  public ModelGate(
      Node screen, ModelSelection models, ObservableValue<String> loading, Texts texts) {
    this.models = models;
    this.openModel = models.openModel();
    this.texts = texts;
    ObservableValue<Boolean> open = // a screen is not seen behind a gate that is not
        Bindings.createBooleanBinding(
            () -> openModel.state().get().hasModel() && isVisible(),
            openModel.state(),
            visibleProperty());
    ObservableValue<Boolean> failed = openModel.state().map(now -> now == State.FAILED);
    ObservableValue<Boolean> waiting =
        openModel.state().map(now -> now == State.NONE || now == State.OPENING);
    getChildren()
        .addAll(
            shownWhen(screen, open),
            shownWhen(waiting(loading), waiting),
            shownWhen(failed(), failed));
  }

  private Node waiting(ObservableValue<String> loading) {
    ProgressBar bar = new ProgressBar();
    bar.progressProperty().bind(openModel.loading().map(LoadingBar::share));
    bar.setPrefWidth(240);
    bar.accessibleTextProperty().bind(texts.text("ui.gate.loading.title"));
    Label what = new Label();
    what.textProperty().bind(loading);
    what.getStyleClass().add("muted");
    return card("gate-loading", label(texts.text("ui.gate.loading.title"), "title"), bar, what);
  }

  private Node failed() {
    Label why = new Label();
    why.setWrapText(true);
    why.setMinHeight(USE_PREF_SIZE);
    why.textProperty()
        .bind(Bindings.createStringBinding(this::faultText, openModel.fault(), texts.language()));
    HBox ways =
        new HBox(
            8,
            button(
                "gate-choose",
                "mdi2f-folder-open-outline",
                texts.text("ui.model.openFolder"),
                models::openFolder),
            button(
                "gate-untrained",
                "mdi2c-cube-outline",
                texts.text("ui.model.untrained", ModelPreset.NANO.label()),
                () -> openModel.open(ModelPreset.NANO)),
            button(
                "gate-copy-details",
                "mdi2c-content-copy",
                texts.text("ui.fault.copy"),
                this::copyDetails));
    ways.setAlignment(Pos.CENTER);
    return card(
        "gate-failed",
        label(texts.text("ui.gate.failed.title"), "title"),
        why,
        paragraph(texts.text("ui.gate.failed.text"), "muted"),
        ways);
  }

  private void copyDetails() {
    Throwable fault = openModel.fault().get();
    if (fault != null) {
      Clipboards.copy(FaultDetails.of(fault));
    }
  }

  private String faultText() {
    Throwable fault = openModel.fault().get();
    return fault == null ? "" : texts.fault(fault);
  }

  private static VBox card(String id, Node... content) {
    VBox card = new VBox(16, content);
    card.setId(id);
    card.getStyleClass().addAll("empty", "gate");
    return card;
  }
}
