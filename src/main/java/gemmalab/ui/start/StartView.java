package gemmalab.ui.start;

import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.onShown;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.app.OpenModel;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.Destination;
import gemmalab.ui.shell.OpenModelState.State;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;

/** The first screen: what this is in a sentence, four doors, and the models of this machine. */
public final class StartView extends ScrollPane {

  private static final int COLUMNS = 2;
  private static final double ACTION_PADDING = 48;
  private static final double ACTION_HEIGHT = 136;
  private static final double BAR_WIDTH = 120;

  private final StartViewModel viewModel;
  private final Texts texts;
  private final Consumer<Destination> go;

  /** Builds the screen; {@code go} shows another one. */
  public StartView(
      StartViewModel viewModel,
      ObservableValue<String> loading,
      Texts texts,
      Consumer<Destination> go) {
    this.viewModel = viewModel;
    this.texts = texts;
    this.go = go;
    setId("start");
    setFitToWidth(true);
    setFitToHeight(true);
    setFocusTraversable(false);
    VBox page =
        new VBox(
            24,
            new VBox(8, label(texts.text("ui.start.title"), "headline"), modelLine(loading)),
            actions(),
            localModels());
    page.getStyleClass().add("start-page");
    StackPane middle = new StackPane(page);
    middle.getStyleClass().add("start");
    setContent(middle);
    onShown(this, viewModel::visit);
  }

  /** What is being done about a model, then which one it is. */
  private Node modelLine(ObservableValue<String> loading) {
    Label line = new Label();
    line.setId("start-model");
    line.getStyleClass().add("muted");
    line.setWrapText(true);
    line.textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> modelText(loading),
                viewModel.openModel().model(),
                viewModel.openModel().state(),
                loading,
                texts.language()));
    ProgressBar bar = new ProgressBar(ProgressBar.INDETERMINATE_PROGRESS);
    bar.setPrefWidth(BAR_WIDTH);
    bar.accessibleTextProperty().bind(line.textProperty());
    HBox row =
        new HBox(12, shownWhen(bar, viewModel.openModel().state().map(State::isOpening)), line);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private String modelText(ObservableValue<String> loading) {
    OpenModel model = viewModel.openModel().model().get();
    if (viewModel.openModel().state().get().isOpening()) {
      return loading.getValue();
    }
    if (model == null) {
      return texts.format("ui.start.none");
    }
    String key =
        model.origin() == OpenModel.Origin.RANDOM ? "ui.start.untrained" : "ui.start.ready";
    return texts.format(key, model.name());
  }

  private Node actions() {
    GridPane grid = new GridPane(16, 16);
    for (int column = 0; column < COLUMNS; column++) {
      ColumnConstraints same = new ColumnConstraints();
      same.setPercentWidth(100.0 / COLUMNS);
      grid.getColumnConstraints().add(same);
      grid.getRowConstraints().add(new RowConstraints(ACTION_HEIGHT));
    }
    StartAction[] all = StartAction.values();
    for (int i = 0; i < all.length; i++) {
      grid.add(action(all[i]), i % COLUMNS, i / COLUMNS);
    }
    return grid;
  }

  private Node action(StartAction action) {
    Label name = label(texts.text("ui.start.door." + action.id()), "title");
    Label what = paragraph(texts.text("ui.start.door." + action.id() + ".text"), "muted");
    VBox words = new VBox(4, name, what);
    HBox.setHgrow(words, Priority.ALWAYS);
    HBox inside = new HBox(16, new FontIcon(action.destination().icon()), words);
    Button button = new Button(null, inside);
    button.setId("door-" + action.id());
    button.getStyleClass().addAll("card", "door");
    button.setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
    button.setMaxSize(Double.MAX_VALUE, Double.MAX_VALUE);
    button.accessibleTextProperty().bind(name.textProperty());
    button.accessibleHelpProperty().bind(what.textProperty());
    button.setOnAction(event -> viewModel.enter(action, go));
    inside.prefWidthProperty().bind(button.widthProperty().subtract(ACTION_PADDING));
    GridPane.setFillHeight(button, true);
    return button;
  }

  private Node localModels() {
    VBox rows = new VBox(4);
    rows.setId("shelf");
    Runnable fill =
        () ->
            rows.getChildren()
                .setAll(
                    viewModel.localModels().stream()
                        .map(model -> (Node) new ModelRow(model, viewModel, texts))
                        .toList());
    viewModel.localModels().addListener((ListChangeListener<LocalModel>) change -> fill.run());
    fill.run();
    VBox box = new VBox(8, label(texts.text("ui.start.shelf"), "section"), rows);
    box.setAccessibleRole(AccessibleRole.PARENT);
    box.setAlignment(Pos.TOP_LEFT);
    box.setMinHeight(Region.USE_PREF_SIZE);
    return shownWhen(box, Bindings.isNotEmpty(viewModel.localModels()));
  }
}
