package gemmalab.ui.attention;

import static gemmalab.ui.common.Controls.button;
import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.label;
import static gemmalab.ui.common.Controls.onShown;
import static gemmalab.ui.common.Controls.paragraph;
import static gemmalab.ui.common.Controls.shownWhen;

import gemmalab.ui.attention.arcs.ArcsPane;
import gemmalab.ui.attention.board.AttentionTab;
import gemmalab.ui.attention.board.Exportable;
import gemmalab.ui.attention.board.PictureExportMenu;
import gemmalab.ui.attention.board.Segments;
import gemmalab.ui.attention.grid.HeadGrid;
import gemmalab.ui.attention.head.HeadInspector;
import gemmalab.ui.attention.history.HistoryBar;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.AttentionViewModel.State;
import gemmalab.ui.attention.lens.LensPane;
import gemmalab.ui.attention.map.MapPane;
import gemmalab.ui.attention.residual.ResidualPane;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.ErrorNotifications;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The attention screen: a text, all heads in small at the left, one view of it large in the middle,
 * and at the right the chosen head in numbers with what can be changed.
 */
public final class AttentionView extends BorderPane {

  private static final double GRID_SHARE = 0.22;

  private final AttentionModels models;
  private final AttentionViewModel attention;
  private final Texts texts;
  private final ObservableValue<Theme> theme;
  private final ErrorNotifications errors;
  private final ObjectProperty<View> view = new SimpleObjectProperty<>(View.MAP);
  private final BooleanProperty inspectorShown = new SimpleBooleanProperty(true);
  private final Map<View, AttentionTab> panes = new EnumMap<>(View.class);

  /** The ways to look at a text. */
  enum View {
    MAP,
    ARCS,
    LENS,
    RESIDUAL
  }

  public AttentionView(
      AttentionModels models,
      Texts texts,
      ObservableValue<Theme> theme,
      ErrorNotifications errors) {
    this.models = models;
    this.texts = texts;
    this.theme = theme;
    this.errors = errors;
    attention = models.attention();
    setTop(textRow());
    HeadGrid grid = new HeadGrid(attention, models.ablation(), texts, theme, errors);
    grid.prefWidthProperty().bind(widthProperty().multiply(GRID_SHARE));
    setLeft(grid);
    setCenter(center());
    setRight(
        shownWhen(
            new HeadInspector(attention, texts, theme),
            Bindings.createBooleanBinding(
                () -> attention.state().get().hasResult() && inspectorShown.get(),
                attention.state(),
                inspectorShown)));
    setBottom(new HistoryBar(models.history(), texts));
    models.lens().wanted().bind(view.map(now -> now == View.LENS));
    onShown(this, this::visit);
  }

  private void visit() {
    attention.visit();
    models.history().take();
  }

  private Node textRow() {
    TextField text = new TextField();
    text.setId("attention-text");
    text.textProperty().bindBidirectional(attention.text());
    text.accessibleTextProperty().bind(texts.text("ui.attention.text"));
    text.setOnAction(event -> attention.inspect());
    HBox.setHgrow(text, Priority.ALWAYS);
    Button look =
        button("look", "mdi2e-eye-outline", texts.text("ui.attention.look"), attention::inspect);
    look.getStyleClass().add("accent");
    look.setMinWidth(Region.USE_PREF_SIZE);
    Button fold =
        iconButton(
            "fold-inspector",
            "mdi2d-dock-right",
            texts.text("ui.attention.inspector"),
            () -> inspectorShown.set(!inspectorShown.get()));
    PictureExportMenu export =
        new PictureExportMenu("export", this::exported, texts, theme, errors);
    HBox row = new HBox(8, text, look, export, fold);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("attention-text-row");
    return row;
  }

  private Node center() {
    StackPane stack = new StackPane();
    add(stack, View.MAP, new MapPane(attention, models.map(), texts, theme));
    add(stack, View.ARCS, new ArcsPane(attention, texts, theme));
    add(stack, View.LENS, new LensPane(models.lens(), texts, theme));
    add(stack, View.RESIDUAL, new ResidualPane(attention, texts, theme));
    VBox.setVgrow(stack, Priority.ALWAYS);
    Segments<View> segments =
        new Segments<>(View.class, view, each -> texts.text("ui.attention.view." + each.name()));
    VBox content = new VBox(12, segments, stack);
    content.getStyleClass().add("attention-center");
    content.setMinSize(0, 0);
    return new StackPane(shownWhen(content, attention.state().map(State::hasResult)), empty());
  }

  private <P extends Region & AttentionTab> void add(StackPane stack, View which, P pane) {
    panes.put(which, pane);
    pane.setMinSize(0, 0);
    stack.getChildren().add(shownWhen(pane, view.map(now -> now == which)));
  }

  private @Nullable Exportable exported() {
    AttentionTab shown = panes.get(view.get());
    return shown == null ? null : shown.exported();
  }

  private Node empty() {
    VBox hint =
        new VBox(
            8,
            label(texts.text("ui.attention.empty.title"), "title"),
            paragraph(texts.text("ui.attention.empty.text"), "muted"));
    hint.getStyleClass().add("empty");
    return shownWhen(hint, attention.state().map(now -> !now.hasResult()));
  }
}
