package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.diagram.Spot.Depth;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;

/** From the whole model to what fills the view; each step leads back there. */
final class CrumbTrail extends HBox {

  private final DiagramModels models;
  private final SpotWords words;

  CrumbTrail(DiagramModels models, Texts texts) {
    super(6);
    this.models = models;
    words = new SpotWords(models.reading(), texts);
    setId("crumbs");
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("crumbs");
    models.navigation().place().addListener((o, old, now) -> show());
    models.reading().scene().addListener((o, old, now) -> show());
    texts.language().addListener((o, old, now) -> show());
    show();
  }

  private void show() {
    List<Spot> trail = new ArrayList<>();
    Spot spot = models.navigation().place().get();
    trail.add(spot);
    while (spot.depth() != Depth.WHOLE) {
      spot = spot.around();
      trail.add(spot);
    }
    Collections.reverse(trail);
    List<Node> nodes = new ArrayList<>();
    for (Spot step : trail) {
      if (!nodes.isEmpty()) {
        nodes.add(new Label("›"));
      }
      Hyperlink link = new Hyperlink(words.name(step));
      link.setId("crumb-" + step.depth().name());
      link.setOnAction(event -> models.navigation().go(step));
      nodes.add(link);
    }
    getChildren().setAll(nodes);
  }
}
