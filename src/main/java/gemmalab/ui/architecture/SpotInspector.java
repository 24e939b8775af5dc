package gemmalab.ui.architecture;

import static gemmalab.ui.common.Controls.label;

import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.Spot;
import gemmalab.model.ModelStage;
import gemmalab.ui.architecture.explain.PartExplanation;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What is selected: in words, as a formula with this model's numbers, in numbers and as Java. */
final class SpotInspector extends ScrollPane {

  private static final double SHARE = 0.26;
  private static final double NARROWEST = 268;
  private static final double WIDEST = 400;

  private final DiagramModels models;
  private final Texts texts;
  private final SpotWords words;

  SpotInspector(DiagramModels models, Texts texts, ObservableValue<Theme> theme) {
    this.models = models;
    this.texts = texts;
    words = new SpotWords(models.reading(), texts);
    setId("spot-inspector");
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(false);
    setMinWidth(NARROWEST);
    setPrefWidth(NARROWEST);
    getStyleClass().addAll("side", "inspector");
    VBox content =
        new VBox(
            8,
            label(of(words::name), "title"),
            paragraph("spot-about", of(this::about), "about"),
            paragraph("spot-value", of(words::of), "muted"),
            paragraph("spot-formula", of(this::formula), "formula", "mono"),
            new PartExplanation(
                models.selection().selected(),
                models.reading().values(),
                models.neighbours(),
                texts,
                theme),
            new SourceLines(models.selection(), texts),
            new AttributionBars(models, texts),
            new TryPanel(models, texts));
    content.getStyleClass().add("inspector-content");
    setContent(content);
  }

  /** A share of the window: the diagram needs the room more in a small one. */
  void shareWidth(double windowWidth) {
    double width = Math.max(NARROWEST, Math.min(WIDEST, Math.floor(SHARE * windowWidth)));
    setMinWidth(width);
    setPrefWidth(width);
  }

  private static Label paragraph(String id, ObservableValue<String> text, String... styles) {
    Label label = label(text, styles);
    label.setId(id);
    label.setWrapText(true);
    label.setMinHeight(Region.USE_PREF_SIZE);
    label.visibleProperty().bind(label.textProperty().isNotEmpty());
    label.managedProperty().bind(label.visibleProperty());
    return label;
  }

  private ObservableValue<String> of(Function<Spot, String> text) {
    return Bindings.createStringBinding(
        () -> text.apply(models.selection().selected().get()),
        models.selection().selected(),
        models.reading().values(),
        texts.language());
  }

  private String about(Spot spot) {
    ModelStage stage = spot.stage();
    return stage != null
        ? texts.format("diagram." + stage.key() + ".about")
        : spot.depth() == Spot.Depth.WHOLE
            ? texts.format("ui.diagram.about.whole")
            : texts.format("ui.diagram.about." + kind(spot.band()));
  }

  private String kind(int band) {
    DiagramScene scene = models.reading().scene().get();
    return band < 0 ? "embedding" : scene != null && band >= scene.headBand() ? "head" : "layer";
  }

  private String formula(Spot spot) {
    ModelStage stage = spot.stage();
    @Nullable DiagramScene scene = models.reading().scene().get();
    if (stage == null || scene == null) {
      return "";
    }
    String letters = stage.formula();
    String numbers = stage.formula(scene.config(), spot.layer());
    return letters.equals(numbers) ? letters : letters + "\n" + numbers;
  }
}
