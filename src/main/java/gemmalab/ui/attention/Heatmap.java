package gemmalab.ui.attention;

import java.util.List;
import java.util.Locale;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * One head's map with the tokens at its sides. Row i is what token i looks at. The pointer or the
 * arrow keys choose a cell, whose value is told in words.
 */
final class Heatmap extends Region {

  private static final double LABELS = 96;
  private static final double SMALLEST_LABELLED_CELL = 9;

  /** Says in words that a token looks at another with a weight. */
  @FunctionalInterface
  interface Wording {
    String say(String token, String lookedAt, String percent);
  }

  private final Canvas canvas = new Canvas();
  private final ReadOnlyStringWrapper reading = new ReadOnlyStringWrapper("");
  private final Wording wording;
  private List<String> tokens = List.of();
  private float[][] weights = new float[0][];
  private Color ink = Color.BLACK;
  private int row = -1;
  private int column = -1;

  Heatmap(Wording wording) {
    this.wording = wording;
    setId("heatmap");
    setFocusTraversable(true);
    setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    accessibleTextProperty().bind(reading);
    getStyleClass().add("heatmap");
    getChildren().add(canvas);
    canvas.setOnMouseMoved(this::point);
    canvas.setOnMouseClicked(event -> requestFocus());
    setOnKeyPressed(this::walk);
    focusedProperty().addListener((o, was, is) -> draw());
  }

  /** The chosen cell in words. */
  ReadOnlyStringProperty reading() {
    return reading.getReadOnlyProperty();
  }

  /** Shows another map. */
  void show(List<String> newTokens, float[][] newWeights) {
    tokens = newTokens.stream().map(Heatmap::shown).toList();
    weights = newWeights;
    choose(Math.min(Math.max(row, 0), weights.length - 1), Math.max(column, 0));
  }

  /** Colour of the labels, by the theme. */
  void setInk(Color colour) {
    ink = colour;
    draw();
  }

  /** Says the chosen cell again, in another language. */
  void sayAgain() {
    if (row >= 0 && weights.length > 0) {
      choose(row, column);
    }
  }

  @Override
  protected void layoutChildren() {
    canvas.setWidth(getWidth());
    canvas.setHeight(getHeight());
    draw();
  }

  /** Side of a cell: as large as fits, in whole pixels so that none blurs. */
  private double cell() {
    double room = Math.min(getWidth(), getHeight()) - LABELS - 1;
    return Math.max(1, Math.floor(room / Math.max(1, weights.length)));
  }

  private void draw() {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(0, 0, canvas.getWidth(), canvas.getHeight());
    if (weights.length == 0 || getWidth() <= LABELS) {
      return;
    }
    double cell = cell();
    g.setImageSmoothing(false);
    g.drawImage(MapImage.of(weights, (int) cell), LABELS, LABELS);
    drawLabels(g, cell);
    if (row >= 0) {
      g.setStroke(Color.web("#fa4549"));
      g.setLineWidth(isFocused() ? 3 : 2);
      g.strokeRect(LABELS + column * cell, LABELS + row * cell, cell, cell);
    }
  }

  private void drawLabels(GraphicsContext g, double cell) {
    boolean all = cell >= SMALLEST_LABELLED_CELL;
    g.setFont(Font.font("IBM Plex Mono", Math.min(13, Math.max(9, cell * 0.7))));
    g.setTextBaseline(VPos.CENTER);
    for (int i = 0; i < tokens.size(); i++) {
      if (!all && i != row && i != column) {
        continue;
      }
      double middle = LABELS + (i + 0.5) * cell;
      g.setFill(i == row ? Color.web("#fa4549") : ink);
      g.setTextAlign(TextAlignment.RIGHT);
      g.fillText(tokens.get(i), LABELS - 6, middle, LABELS - 8);
      g.setFill(i == column ? Color.web("#fa4549") : ink);
      g.save();
      g.translate(middle, LABELS - 6);
      g.rotate(-90);
      g.setTextAlign(TextAlignment.LEFT);
      g.fillText(tokens.get(i), 0, 0, LABELS - 8);
      g.restore();
    }
  }

  private void point(MouseEvent event) {
    int newColumn = (int) Math.floor((event.getX() - LABELS) / cell());
    int newRow = (int) Math.floor((event.getY() - LABELS) / cell());
    if (newRow >= 0 && newRow < weights.length && newColumn >= 0 && newColumn < weights.length) {
      choose(newRow, newColumn);
    }
  }

  private void walk(KeyEvent event) {
    switch (event.getCode()) {
      case UP -> choose(row - 1, column);
      case DOWN -> choose(row + 1, column);
      case LEFT -> choose(row, column - 1);
      case RIGHT -> choose(row, column + 1);
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** A token never looks ahead, so the column ends at the row. */
  private void choose(int newRow, int newColumn) {
    if (weights.length == 0) {
      return;
    }
    row = Math.max(0, Math.min(newRow, weights.length - 1));
    column = Math.max(0, Math.min(newColumn, row));
    String percent = String.format(Locale.ENGLISH, "%.1f %%", 100 * weights[row][column]);
    reading.set(wording.say(tokens.get(row), tokens.get(column), percent));
    draw();
  }

  private static String shown(String token) {
    return token.replace(" ", "␣").replace("\n", "⏎");
  }
}
