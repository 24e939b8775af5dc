package gemmalab.ui.architecture.explain;

import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** What the selected part does, as small pictures with the numbers of the text. */
public final class PartExplanation extends VBox {

  private final ObservableValue<Spot> selected;
  private final ObservableValue<@Nullable DiagramValues> values;
  private final List<PartPanel> panels;

  public PartExplanation(
      ObservableValue<Spot> selected,
      ObservableValue<@Nullable DiagramValues> values,
      NeighbourSearch neighbours,
      Texts texts,
      ObservableValue<Theme> theme) {
    super(8);
    this.selected = selected;
    this.values = values;
    setId("part-explanation");
    panels =
        List.of(
            new MergePanel(texts),
            new NeighbourPanel(neighbours, texts),
            new SharedHeadsPanel(texts),
            new QkNormPanel(texts),
            new RotaryPanel(texts, theme),
            new UnitPanel(texts),
            new TiePanel(texts));
    selected.addListener((o, old, now) -> show());
    values.addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
    show();
  }

  private void show() {
    Spot spot = selected.getValue();
    DiagramValues read = values.getValue();
    boolean known = read != null && spot.token() < read.activations().length();
    List<PartPanel> shown = panels.stream().filter(panel -> known && panel.explains(spot)).toList();
    if (read != null) {
      shown.forEach(panel -> panel.show(spot, read));
    }
    getChildren().setAll(shown);
    setVisible(!shown.isEmpty());
    setManaged(!shown.isEmpty());
  }
}
