package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.ui.common.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TextField;

/** Finds parts by name, shape, layer or token; the first one is gone to with Enter. */
final class DiagramSearch extends TextField {

  private static final int MOST = 12;

  private final DiagramModels models;
  private final SpotWords words;
  private final ContextMenu found = new ContextMenu();

  DiagramSearch(DiagramModels models, Texts texts) {
    this.models = models;
    words = new SpotWords(models.reading(), texts);
    setId("diagram-search");
    setPrefWidth(172);
    setMinWidth(172);
    promptTextProperty().bind(texts.text("ui.diagram.search"));
    accessibleTextProperty().bind(texts.text("ui.diagram.search"));
    textProperty().addListener((o, old, now) -> offer());
    setOnAction(
        event -> {
          List<Spot> spots = find(getText());
          if (!spots.isEmpty()) {
            found.hide();
            models.navigation().go(spots.get(0));
          }
        });
  }

  private void offer() {
    List<MenuItem> items = new ArrayList<>();
    for (Spot spot : find(getText())) {
      MenuItem item = new MenuItem(title(spot));
      item.setMnemonicParsing(false);
      item.setOnAction(event -> models.navigation().go(spot));
      items.add(item);
    }
    found.getItems().setAll(items);
    if (items.isEmpty() || !isFocused()) {
      found.hide();
    } else if (!found.isShowing()) {
      found.show(this, Side.BOTTOM, 0, 0);
    }
  }

  /** Tokens first, then bands, then stages of the layer that one is at, then all others. */
  List<Spot> find(String query) {
    DiagramScene scene = models.reading().scene().get();
    DiagramValues values = models.reading().values().get();
    String wanted = query.strip().toLowerCase(Locale.ROOT);
    List<Spot> spots = new ArrayList<>();
    if (scene == null || values == null || wanted.isEmpty()) {
      return spots;
    }
    for (int token = 0; token < scene.length(); token++) {
      if (SpotWords.token(values, token).toLowerCase(Locale.ROOT).contains(wanted)) {
        spots.add(Spot.whole(token));
      }
    }
    Spot selected = models.selection().selected().get();
    for (int band = DiagramScene.EMBEDDING_BAND; band <= scene.headBand(); band++) {
      add(spots, Spot.band(band, selected.token()), wanted, scene);
    }
    List<Spot> way = new ArrayList<>(scene.way(selected.token()));
    int near = Math.max(0, selected.band());
    way.sort(java.util.Comparator.comparingInt(spot -> Math.abs(spot.band() - near)));
    way.forEach(spot -> add(spots, spot, wanted, scene));
    return spots.subList(0, Math.min(MOST, spots.size()));
  }

  private void add(List<Spot> spots, Spot spot, String wanted, DiagramScene scene) {
    String shape = spot.stage() == null ? "" : SpotWords.shape(scene, spot);
    String text = (words.name(spot) + " " + shape + " " + shape.replace(" × ", "x"));
    if (text.toLowerCase(Locale.ROOT).contains(wanted)) {
      spots.add(spot);
    }
  }

  private String title(Spot spot) {
    DiagramValues values = models.reading().values().get();
    return switch (spot.depth()) {
      case WHOLE -> values == null ? "" : SpotWords.token(values, spot.token());
      case BAND -> words.name(spot);
      case STAGE, CELL -> words.name(spot) + " · " + words.name(spot.around());
    };
  }
}
