package gemmalab.ui.attention.map;

import gemmalab.inspect.picture.HeadMap;
import gemmalab.inspect.picture.MapFrame;
import gemmalab.inspect.picture.MapPicture;
import gemmalab.inspect.picture.MapScale;
import gemmalab.inspect.picture.MapShades;
import gemmalab.inspect.picture.TokenLabels;
import gemmalab.picture.Picture;
import gemmalab.ui.attention.board.PictureView;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/**
 * One head's map, large. The pointer or the arrow keys choose a cell, whose value is told in words;
 * a click or Space holds its row. The wheel zooms, dragging moves.
 */
public final class MapBoard extends PictureView {

  private static final double ZOOM = 1.25;

  private final Texts texts;
  private final MapMarks marks = new MapMarks();
  private @Nullable MapShades shades;
  private MapFrame frame = MapFrame.whole(1, 1);
  private boolean fits = true;
  private int row;
  private int column;
  private boolean held;
  private double dragX;
  private double dragY;

  public MapBoard(Texts texts, ObservableValue<Theme> theme) {
    super("heatmap", "ui.attention.view.MAP", texts, theme);
    this.texts = texts;
    addAbove(marks.nodes());
    setOnMouseMoved(this::point);
    setOnMousePressed(this::press);
    setOnMouseDragged(this::drag);
    setOnMouseClicked(this::click);
    setOnScroll(this::wheel);
    setOnKeyPressed(this::type);
  }

  /** Shows a map; one of as many tokens keeps the part that is shown. */
  public void show(HeadMap map, MapScale scale) {
    boolean other = shades == null || shades.map().size() != map.size();
    shades = new MapShades(map, scale);
    if (other) {
      fits = true;
      held = false;
      HeadMap.Cell first = map.farthestReaching();
      row = first.row();
      column = first.key();
    }
    redraw();
  }

  /** Comes nearer, or goes away with a factor below 1, around the chosen cell. */
  public void zoom(double factor) {
    zoom(factor, frame.x(column) + frame.cell() / 2, frame.y(row) + frame.cell() / 2);
  }

  public void zoomIn() {
    zoom(ZOOM);
  }

  public void zoomOut() {
    zoom(1 / ZOOM);
  }

  /** Shows all of the map. */
  public void fit() {
    fits = true;
    redraw();
  }

  /** The whole map, whatever part is shown now. */
  @Nullable Picture whole() {
    MapShades now = shades;
    if (now == null) {
      return null;
    }
    double side = Math.max(1, Math.min(16, Math.floor(1200.0 / now.map().size())));
    return MapPicture.of(now, MapFrame.whole(now.map().size(), side), texts.messages());
  }

  @Override
  protected @Nullable Picture draw(double width, double height) {
    MapShades now = shades;
    if (now == null) {
      return null;
    }
    int tokens = now.map().size();
    if (fits) {
      frame = MapFrame.fitting(tokens, width, height);
    } else {
      frame = frame.zoomed(1, MapFrame.LABELS, MapFrame.LABELS, tokens, side());
    }
    return MapPicture.of(now, frame, texts.messages());
  }

  @Override
  protected void showCursor() {
    MapShades now = shades;
    if (now == null) {
      return;
    }
    marks.show(now.map(), frame, row, column, held);
    say(words(now.map()));
  }

  private String words(HeadMap map) {
    String from = TokenLabels.said(map.tokens().get(row));
    String to = TokenLabels.said(map.tokens().get(column));
    String words;
    if (!map.has(row, column)) {
      words = texts.format("ui.attention.reading.masked", from, to);
    } else if (map.weights()) {
      words =
          texts.format(
              "ui.attention.reading", from, to, Numbers.percent(map.values()[row][column]));
    } else {
      String score = String.format(Locale.ENGLISH, "%.2f", map.values()[row][column]);
      words = texts.format("ui.attention.reading.score", from, to, score);
    }
    return held ? texts.format("ui.attention.reading.locked", words) : words;
  }

  private void point(MouseEvent event) {
    int newRow = frame.rowAt(event.getY());
    int newColumn = frame.columnAt(event.getX());
    if (frame.holds(held ? row : newRow, newColumn) && event.getY() > 0) {
      choose(held ? row : newRow, newColumn);
    }
  }

  private void press(MouseEvent event) {
    requestFocus();
    dragX = event.getX();
    dragY = event.getY();
  }

  private void drag(MouseEvent event) {
    MapShades now = shades;
    double rows = (dragY - event.getY()) / frame.cell();
    double columns = (dragX - event.getX()) / frame.cell();
    if (now == null || fits || Math.max(Math.abs(rows), Math.abs(columns)) < 1) {
      return;
    }
    int wholeRows = (int) rows;
    int wholeColumns = (int) columns;
    frame = frame.moved(wholeRows, wholeColumns, now.map().size());
    dragX -= wholeColumns * frame.cell();
    dragY -= wholeRows * frame.cell();
    redraw();
  }

  private void click(MouseEvent event) {
    if (event.isStillSincePress()) {
      held = !held && frame.holds(frame.rowAt(event.getY()), frame.columnAt(event.getX()));
      point(event);
      showCursor();
    }
  }

  private void wheel(ScrollEvent event) {
    if (event.getDeltaY() != 0) {
      zoom(event.getDeltaY() > 0 ? ZOOM : 1 / ZOOM, event.getX(), event.getY());
      event.consume();
    }
  }

  private void zoom(double factor, double x, double y) {
    MapShades now = shades;
    if (now != null) {
      frame = frame.zoomed(factor, x, y, now.map().size(), side());
      fits = frame.count() >= now.map().size();
      redraw();
    }
  }

  private double side() {
    return MapFrame.side(getWidth(), getHeight());
  }

  private void type(KeyEvent event) {
    switch (event.getCode()) {
      case UP -> walk(-1, 0);
      case DOWN -> walk(1, 0);
      case LEFT -> walk(0, -1);
      case RIGHT -> walk(0, 1);
      case SPACE -> {
        held = !held;
        showCursor();
      }
      case ESCAPE -> {
        held = false;
        showCursor();
      }
      case PLUS, EQUALS, ADD -> zoomIn();
      case MINUS, SUBTRACT -> zoomOut();
      case DIGIT0, NUMPAD0 -> fit();
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** The keyboard's cursor goes where there are values: a token never looks ahead. */
  private void walk(int rows, int columns) {
    MapShades now = shades;
    if (now == null) {
      return;
    }
    int newRow = Math.max(0, Math.min(now.map().size() - 1, row + (held ? 0 : rows)));
    int most = now.map().weights() ? newRow : now.map().size() - 1;
    int newColumn = Math.max(0, Math.min(most, column + columns));
    if (!frame.holds(newRow, newColumn)) {
      frame = frame.showing(newRow, newColumn, now.map().size());
      redraw();
    }
    choose(newRow, newColumn);
  }

  private void choose(int newRow, int newColumn) {
    row = newRow;
    column = newColumn;
    showCursor();
  }
}
