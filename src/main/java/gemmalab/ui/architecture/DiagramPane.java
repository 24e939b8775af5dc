package gemmalab.ui.architecture;

import gemmalab.inspect.diagram.DiagramHits;
import gemmalab.inspect.diagram.DiagramPicture;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.DiagramValues;
import gemmalab.inspect.diagram.Spot;
import gemmalab.picture.Picture;
import gemmalab.ui.common.PictureCanvas;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import org.jspecify.annotations.Nullable;

/**
 * The diagram in the window: the wheel zooms at the pointer, a drag moves, a click chooses, a
 * second click goes nearer; the keys do the same.
 */
final class DiagramPane extends Region {

  private static final double WHEEL = 1.0018;
  private static final double CARD_WIDTH = 720;

  private final DiagramModels models;
  private final Texts texts;
  private final ObservableValue<Theme> theme;
  private final PictureCanvas canvas = PictureCanvas.keepingImages();
  private final SpotWords words;
  private final PartNodes parts;
  private final OverviewMap overview;
  private final CalculationCard calculation;
  private double dragX;
  private double dragY;
  private boolean stale = true;

  DiagramPane(DiagramModels models, Texts texts, ObservableValue<Theme> theme) {
    this.models = models;
    this.texts = texts;
    this.theme = theme;
    words = new SpotWords(models.reading(), texts);
    setId("diagram");
    setMinSize(0, 0);
    getStyleClass().add("board");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    accessibleTextProperty()
        .bind(
            Bindings.createStringBinding(
                () -> words.of(models.selection().selected().get()),
                models.selection().selected(),
                models.reading().values(),
                texts.language()));
    accessibleHelpProperty().bind(texts.text("ui.diagram.keys"));
    canvas.setManaged(false);
    parts = new PartNodes(models, words);
    overview = new OverviewMap(models, theme);
    calculation = new CalculationCard(models, texts);
    getChildren().addAll(canvas, parts, overview, calculation);
    clip();
    listen();
    react();
    new Glide(models.navigation());
  }

  private void clip() {
    Rectangle clip = new Rectangle();
    clip.widthProperty().bind(widthProperty());
    clip.heightProperty().bind(heightProperty());
    setClip(clip);
  }

  private void listen() {
    models.reading().values().addListener((o, old, now) -> redraw());
    models.selection().selected().addListener((o, old, now) -> redraw());
    models.selection().pointed().addListener((o, old, now) -> redraw());
    models.selection().written().addListener((o, old, now) -> redraw());
    models.selection().heads().addListener((o, old, now) -> redraw());
    models.navigation().view().addListener((o, old, now) -> redraw());
    theme.addListener((o, old, now) -> redraw());
    texts.language().addListener((o, old, now) -> redraw());
  }

  private void react() {
    setOnScroll(this::wheel);
    setOnZoom(
        event -> {
          models.navigation().zoom(event.getZoomFactor(), event.getX(), event.getY());
          event.consume();
        });
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    setOnMouseReleased(event -> setCursor(Cursor.DEFAULT));
    setOnMouseMoved(event -> models.selection().point(at(event.getX(), event.getY())));
    setOnMouseExited(event -> models.selection().point(null));
    setOnMouseClicked(this::click);
    setOnKeyPressed(new DiagramKeys(models.navigation())::type);
  }

  /** What is shown; null before there is anything. */
  @Nullable Picture picture() {
    DiagramScene scene = models.reading().scene().get();
    DiagramValues values = models.reading().values().get();
    return scene == null || values == null
        ? null
        : DiagramPicture.of(
            scene,
            values,
            models.selection().look(),
            models.navigation().view().get(),
            texts.messages());
  }

  /** Draws once a frame, however much has changed. */
  private void redraw() {
    stale = true;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    models.navigation().resize(Math.floor(getWidth()), Math.floor(getHeight()));
    overview.shareWidth(getWidth());
    overview.relocate(getWidth() - overview.getWidth() - 8, 8);
    double cardWidth = Math.min(CARD_WIDTH, getWidth() - 16);
    double cardHeight = calculation.prefHeight(cardWidth);
    calculation.resizeRelocate(8, getHeight() - cardHeight - 8, cardWidth, cardHeight);
    if (!stale || getWidth() < 1 || getHeight() < 1) {
      return;
    }
    stale = false;
    Picture picture = picture();
    canvas.setVisible(picture != null);
    if (picture != null) {
      canvas.show(picture, theme.getValue().palette());
    }
    parts.place();
    overview.draw();
  }

  private @Nullable Spot at(double x, double y) {
    DiagramScene scene = models.reading().scene().get();
    return scene == null
        ? null
        : new DiagramHits(scene).at(models.navigation().view().get(), x, y).orElse(null);
  }

  private void wheel(ScrollEvent event) {
    if (event.isInertia() || event.getDeltaY() == 0) {
      return;
    }
    models.navigation().zoom(Math.pow(WHEEL, event.getDeltaY() * 2), event.getX(), event.getY());
    event.consume();
  }

  private void press(MouseEvent event) {
    requestFocus();
    dragX = event.getX();
    dragY = event.getY();
  }

  private void drag(MouseEvent event) {
    if (event.isStillSincePress()) {
      return;
    }
    setCursor(Cursor.CLOSED_HAND);
    models.navigation().pan(event.getX() - dragX, event.getY() - dragY);
    dragX = event.getX();
    dragY = event.getY();
  }

  private void click(MouseEvent event) {
    Spot spot = at(event.getX(), event.getY());
    if (spot == null || !event.isStillSincePress() || event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    if (event.getClickCount() == 2) {
      models.navigation().go(spot);
    } else {
      models.selection().select(spot);
    }
  }
}
