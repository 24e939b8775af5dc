package gemmalab.ui.architecture;

import static gemmalab.ui.common.Controls.onShown;

import gemmalab.ui.attention.board.PictureExportMenu;
import gemmalab.ui.common.Controls;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import gemmalab.ui.shell.ErrorNotifications;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
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
    SpotInspector inspector = new SpotInspector(models, texts, theme);
    setRight(inspector);
    widthProperty().addListener((o, old, now) -> inspector.shareWidth(now.doubleValue()));
    onShown(this, models.reading()::visit);
  }

  private Node sentence() {
    TextField text = Controls.field("architecture-text", models.reading().text());
    text.accessibleTextProperty().bind(texts.text("ui.diagram.text"));
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox row =
        new HBox(
            4,
            text,
            new DiagramSearch(models, texts),
            new PictureExportMenu(
                "diagram-export", () -> DiagramExport.of(models, texts), texts, theme, errors));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  /** Where one is, and below it what one sees there or why nothing is seen. */
  private Node where() {
    CrumbTrail crumbs = new CrumbTrail(models, texts);
    VBox place = new VBox(crumbs, new DiagramHint(models, texts));
    place.setMinWidth(0);
    HBox.setHgrow(place, Priority.ALWAYS);
    HBox row = new HBox(8, place, new HeadMenu(models, texts));
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }
}
