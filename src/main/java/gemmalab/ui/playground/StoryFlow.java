package gemmalab.ui.playground;

import gemmalab.text.VisibleBlanks;
import javafx.geometry.Insets;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Pane;

/**
 * Lays tokens out as a text: in lines, broken at spaces and ends of lines, so that a word of
 * several tokens stays together if it can.
 */
final class StoryFlow extends Pane {

  private static final double LINE_GAP = 2;
  private static final double LAST_RESORT_WIDTH = 400;

  /** A token's space before its word would indent the line that it begins. */
  private static final double SPACE = 4;

  @Override
  public Orientation getContentBias() {
    return Orientation.HORIZONTAL;
  }

  @Override
  protected double computePrefWidth(double height) {
    return LAST_RESORT_WIDTH;
  }

  @Override
  protected double computeMinWidth(double height) {
    return 0;
  }

  @Override
  protected double computeMinHeight(double width) {
    return computePrefHeight(width);
  }

  @Override
  protected double computePrefHeight(double width) {
    return flow(width > 0 ? width : LAST_RESORT_WIDTH, false);
  }

  @Override
  protected void layoutChildren() {
    flow(getWidth(), true);
  }

  /** The height; cells are moved only if asked. */
  private double flow(double width, boolean place) {
    Insets insets = getInsets();
    double right = width - insets.getRight();
    double x = insets.getLeft();
    double y = insets.getTop();
    double lineHeight = 0;
    for (int i = 0; i < getChildren().size(); i++) {
      Node cell = getChildren().get(i);
      double own = width(cell);
      boolean full = x + wordWidth(i, right - insets.getLeft()) > right;
      if (x > insets.getLeft() && (full || (i > 0 && endsLine(getChildren().get(i - 1))))) {
        x = insets.getLeft() - (text(cell).startsWith(" ") ? SPACE : 0);
        y += lineHeight + LINE_GAP;
      }
      lineHeight = Math.max(lineHeight, snapSizeY(cell.prefHeight(-1)));
      if (place) {
        cell.resizeRelocate(x, y, own, lineHeight);
      }
      x += own;
    }
    return y + lineHeight + insets.getBottom();
  }

  /** With the tokens behind it that belong to its word; alone if that is no use. */
  private double wordWidth(int index, double line) {
    double own = width(getChildren().get(index));
    double width = own;
    for (int i = index + 1; i < getChildren().size() && width <= line; i++) {
      if (isBreak(text(getChildren().get(i - 1)), text(getChildren().get(i)))) {
        return width;
      }
      width += width(getChildren().get(i));
    }
    return width <= line ? width : own;
  }

  private double width(Node cell) {
    return snapSizeX(cell.prefWidth(-1));
  }

  private static boolean endsLine(Node cell) {
    return VisibleBlanks.endsLine(text(cell));
  }

  private static boolean isBreak(String before, String after) {
    return VisibleBlanks.endsLine(before) || before.endsWith(" ") || after.startsWith(" ");
  }

  private static String text(Node cell) {
    return cell instanceof Label label ? label.getText() : "";
  }
}
