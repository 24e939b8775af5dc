package gemmalab.ui.architecture;

import gemmalab.ui.architecture.shapes.FamiliesView;
import gemmalab.ui.architecture.shapes.ShapesModels;
import gemmalab.ui.architecture.shapes.SizesView;
import gemmalab.ui.attention.board.Segments;
import gemmalab.ui.common.Texts;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.Node;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;

/** The architecture screen: the diagram, both families side by side, or shapes and sizes. */
public final class ArchitectureScreen extends BorderPane {

  private final ObjectProperty<Page> page = new SimpleObjectProperty<>(Page.DIAGRAM);
  private final Map<Page, Supplier<Node>> makers = new EnumMap<>(Page.class);
  private final StackPane pages = new StackPane();

  /** The ways to look into a model. */
  public enum Page {
    DIAGRAM,
    FAMILIES,
    SIZES
  }

  /**
   * Shows the diagram first; the other pages are made when they are needed.
   *
   * @param diagram that may wait for a model
   */
  public ArchitectureScreen(Node diagram, ShapesModels shapes, Texts texts) {
    Segments<Page> segments =
        new Segments<>(Page.class, page, each -> texts.text("ui.architecture.page." + each.name()));
    segments.getStyleClass().add("architecture-pages");
    setTop(segments);
    setCenter(pages);
    pages.setMinSize(0, 0);
    makers.put(Page.DIAGRAM, () -> diagram);
    makers.put(Page.FAMILIES, () -> new FamiliesView(shapes, texts));
    makers.put(Page.SIZES, () -> new SizesView(shapes, texts));
    page.addListener((o, old, now) -> make(now));
    make(page.get());
  }

  private void make(Page which) {
    Supplier<Node> maker = makers.remove(which);
    if (maker != null) {
      Node made = maker.get();
      made.setVisible(false);
      pages.getChildren().add(made);
      made.visibleProperty()
          .bind(
              Bindings.createBooleanBinding(
                  () -> isVisible() && page.get() == which, visibleProperty(), page));
    }
  }
}
