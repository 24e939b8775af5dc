package gemmalab.ui.architecture.shapes;

import javafx.scene.layout.Region;

/** A bar that is filled by a share of its length. */
final class ShareBar extends Region {

  private static final double HEIGHT = 10;

  private final Region fill = new Region();
  private final double share;

  /**
   * A bar.
   *
   * @param share 0 to 1
   * @param style of its fill
   */
  ShareBar(double share, String style) {
    this.share = share;
    getStyleClass().add("share-bar");
    fill.getStyleClass().add(style);
    fill.setManaged(false);
    getChildren().add(fill);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    setMaxHeight(HEIGHT);
  }

  @Override
  protected void layoutChildren() {
    double width = share > 0 ? Math.max(1, share * getWidth()) : 0;
    fill.resizeRelocate(0, 0, width, getHeight());
  }
}
