package gemmalab.ui.architecture;

import static gemmalab.ui.common.Controls.iconButton;
import static gemmalab.ui.common.Controls.onShown;

import gemmalab.ui.attention.board.PictureExportMenu;
import gemmalab.ui.common.Controls;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.ErrorNotifications;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/**
 * The architecture screen: a sentence, the model as a diagram with the numbers of that sentence in
 * it, and at the right what is selected, in words, formula, numbers and Java.
 */
public final class ArchitectureView extends BorderPane {

  private static final double ZOOM = 1.4;

  private final DiagramModels models;
  private final Texts texts;
  private final ObservableValue<Theme> theme;
  private final ErrorNotifications errors;

  public ArchitectureView(
      DiagramModels models, Texts texts, ObservableValue<Theme> theme, ErrorNotifications errors) {
    this.models = models;
    this.texts = texts;
    this.theme = theme;
    this.errors = errors;
    setId("architecture");
    DiagramPane diagram = new DiagramPane(models, texts, theme);
    VBox.setVgrow(diagram, Priority.ALWAYS);
    VBox center = new VBox(6, sentence(), where(), diagram, new PlayBar(models, texts));
    center.getStyleClass().add("architecture-center");
    center.setMinSize(0, 0);
    setCenter(center);
    setRight(new SpotInspector(models, texts));
    onShown(this, models.reading()::visit);
  }

  private Node sentence() {
    TextField text = Controls.field("architecture-text", models.reading().text());
    text.accessibleTextProperty().bind(texts.text("ui.diagram.text"));
    HBox.setHgrow(text, Priority.ALWAYS);
    DiagramNavigation navigation = models.navigation();
    HBox row =
        new HBox(
            4,
            text,
            new DiagramSearch(models, texts),
            iconButton(
                "diagram-fit",
                "mdi2f-fit-to-page-outline",
                texts.text("ui.diagram.fit"),
                navigation::fit),
            iconButton(
                "diagram-nearer",
                "mdi2m-magnify-plus-outline",
                texts.text("ui.diagram.nearer"),
                () -> navigation.zoom(ZOOM)),
            iconButton(
                "diagram-farther",
                "mdi2m-magnify-minus-outline",
                texts.text("ui.diagram.farther"),
                () -> navigation.zoom(1 / ZOOM)),
            new PictureExportMenu(
                "diagram-export", () -> DiagramExport.of(models, texts), texts, theme, errors));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Where one is, and below it what one sees there or why nothing is seen. */
  private Node where() {
    Label hint = new Label();
    hint.getStyleClass().add("field-name");
    hint.setId("diagram-hint");
    hint.textProperty()
        .bind(
            Bindings.createStringBinding(
                this::hint,
                models.reading().fault(),
                models.navigation().place(),
                texts.language()));
    CrumbTrail crumbs = new CrumbTrail(models, texts);
    HBox.setHgrow(crumbs, Priority.ALWAYS);
    VBox place = new VBox(0, crumbs, hint);
    place.setMinWidth(0);
    HBox.setHgrow(place, Priority.ALWAYS);
    HBox row = new HBox(8, place, new HeadMenu(models, texts));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private String hint() {
    Throwable fault = models.reading().fault().get();
    return fault != null
        ? texts.fault(fault)
        : texts.format("ui.diagram.hint." + models.navigation().place().get().depth().name());
  }
}
