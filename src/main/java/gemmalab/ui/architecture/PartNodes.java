package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.Area;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.diagram.Spot.Depth;
import gemmalab.inspect.diagram.Viewport;
import gemmalab.model.ModelStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;

/**
 * Over the parts that are drawn lie nodes that can be focused and that say what is there: from afar
 * the bands, from near the stages of the chosen token. They take no clicks; the diagram does.
 */
final class PartNodes extends Pane {

  private final DiagramModels models;
  private final SpotWords words;
  private final List<PartNode> nodes = new ArrayList<>();
  private boolean placing;

  PartNodes(DiagramModels models, SpotWords words) {
    this.models = models;
    this.words = words;
    setManaged(false);
    setPickOnBounds(false);
    setMouseTransparent(true);
  }

  /** Puts the nodes over what is seen now; nodes are made once and used again. */
  void place() {
    DiagramScene scene = models.reading().scene().get();
    if (scene == null) {
      return;
    }
    placing = true;
    boolean focused = nodes.stream().anyMatch(PartNode::isFocused);
    int used = 0;
    Viewport view = models.navigation().view().get();
    Spot place = models.navigation().place().get();
    int token = models.selection().selected().get().token();
    for (Spot spot : spots(scene, place, token)) {
      Area area = scene.area(spot, view.scale());
      if (view.shows(area)) {
        node(used++).show(spot, view.toScreen(area));
      }
    }
    for (int i = used; i < nodes.size(); i++) {
      nodes.get(i).setVisible(false);
    }
    if (focused) {
      follow();
    }
    placing = false;
  }

  /** The focus goes with the selection, so that it is said; to the diagram if nothing is there. */
  private void follow() {
    Spot selected = models.selection().selected().get();
    for (PartNode node : nodes) {
      if (node.isVisible() && selected.equals(node.spot)) {
        node.requestFocus();
        return;
      }
    }
    getParent().requestFocus();
  }

  private static List<Spot> spots(DiagramScene scene, Spot place, int token) {
    if (place.depth() != Depth.WHOLE) {
      return scene.way(token).stream().filter(spot -> near(spot, place)).toList();
    }
    List<Spot> bands = new ArrayList<>();
    for (int band = DiagramScene.EMBEDDING_BAND; band <= scene.headBand(); band++) {
      bands.add(Spot.band(band, token));
    }
    return bands;
  }

  private static boolean near(Spot spot, Spot place) {
    return Math.abs(spot.band() - place.band()) <= 1;
  }

  private PartNode node(int index) {
    if (index == nodes.size()) {
      PartNode node = new PartNode();
      nodes.add(node);
      getChildren().add(node);
    }
    return nodes.get(index);
  }

  /** A node over one part. */
  private final class PartNode extends Region {
    private @Nullable Spot spot;

    PartNode() {
      setManaged(false);
      setFocusTraversable(true);
      setAccessibleRole(AccessibleRole.BUTTON);
      getStyleClass().add("diagram-part");
      focusedProperty()
          .addListener(
              (o, was, is) -> {
                Spot here = spot;
                if (is && !placing && here != null) {
                  models.selection().select(here);
                }
              });
    }

    void show(Spot newSpot, Area area) {
      if (!newSpot.equals(spot)) {
        spot = newSpot;
        setId(id(newSpot));
      }
      setAccessibleText(words.of(newSpot));
      resizeRelocate(area.x(), area.y(), area.width(), area.height());
      setVisible(true);
    }

    @Override
    public void executeAccessibleAction(
        javafx.scene.AccessibleAction action, Object... parameters) {
      Spot here = spot;
      if (action == javafx.scene.AccessibleAction.FIRE && here != null) {
        models.navigation().go(here);
      } else {
        super.executeAccessibleAction(action, parameters);
      }
    }
  }

  private static String id(Spot spot) {
    ModelStage stage = spot.stage();
    return stage == null
        ? "band-" + spot.band()
        : "part-" + spot.band() + "-" + stage.name().toLowerCase(Locale.ROOT);
  }
}
