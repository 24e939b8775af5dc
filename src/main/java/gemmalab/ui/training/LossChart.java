package gemmalab.ui.training;

import gemmalab.picture.BundledFonts;
import gemmalab.picture.Colour.Role;
import gemmalab.picture.Typeface;
import gemmalab.ui.common.Texts;
import gemmalab.ui.common.Theme;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.util.Arrays;
import javafx.beans.value.ObservableValue;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.fx.ChartViewer;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * The curve of a run: training loss as a solid line, validation loss dashed with markers. The chart
 * redraws itself for each change it hears of, so all points of a frame come as one change.
 */
final class LossChart {

  private static final int TRAINING = 0;
  private static final int VALIDATION = 1;
  private static final int MAX_COLUMNS = 900;
  private static final double SHARE_ABOVE_THE_CHART = 0.05;
  private static final double MARGIN = 0.08;
  private static final double SMALLEST_RANGE = 0.1;
  private static final double ROOM_FOR_THE_LAST_MARKER = 1.01;

  // Two sizes on purpose: a clip makes FXGraphics2D lose its font, and it sets only one that
  // differs
  // from the last, so with equal fonts the labels would fall back to the system's.
  private static final Font FONT = BundledFonts.of(Typeface.TEXT, 12);
  private static final Font TICK_FONT = FONT.deriveFont(11f);

  private final ObservableValue<WatchedRun> seen;
  private final ObservableValue<Number> version;
  private final Texts texts;
  private final DefaultXYDataset points = new DefaultXYDataset();
  private final NumberAxis steps = new NumberAxis();
  private final NumberAxis loss = new NumberAxis();
  private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);
  private final XYPlot plot = new XYPlot(points, steps, loss, renderer);
  private final JFreeChart chart = new JFreeChart(null, FONT, plot, false);
  private final ChartViewer viewer = new ChartViewer(chart);
  private boolean stale = true;

  /**
   * Draws nothing yet.
   *
   * @param seen the run that is drawn
   */
  LossChart(ObservableValue<WatchedRun> seen, Texts texts, ObservableValue<Theme> theme) {
    this.seen = seen;
    this.version = seen.flatMap(WatchedRun::curveVersion);
    this.texts = texts;
    viewer.setId("loss-chart");
    viewer.setMinSize(200, 120);
    viewer.setAccessibleText("loss");
    shape();
    seen.addListener((o, old, now) -> stale = true);
    version.addListener((o, old, now) -> stale = true);
    texts.language().addListener((o, old, now) -> name());
    theme.addListener((o, old, now) -> colour(now));
    name();
    colour(theme.getValue());
  }

  ChartViewer node() {
    return viewer;
  }

  /** Draws what is new; called at most some times a second, and only while it can be seen. */
  void refresh() {
    if (!stale) {
      return;
    }
    stale = false;
    WatchedRun run = seen.getValue();
    int columns = (int) Math.max(100, Math.min(MAX_COLUMNS, viewer.getWidth()));
    chart.setNotify(false);
    points.addSeries("training", run.trainLoss().thinned(columns));
    points.addSeries("validation", trained(run.validationLoss().thinned(columns)));
    TrainingNumbers now = run.numbers().get();
    steps.setRange(0, Math.max(1, roomFor(now)));
    showLosses(run, now.step());
    chart.setNotify(true);
  }

  /** As long as a run goes on, its curve grows into empty space. */
  private static double roomFor(TrainingNumbers now) {
    return now.over()
        ? now.step() * ROOM_FOR_THE_LAST_MARKER
        : Math.min(now.steps(), Math.max(20, now.step() * 1.25));
  }

  /** Once there is another: a line from the untrained model's loss would cross all of the chart. */
  private static double[][] trained(double[][] all) {
    int first = all[0].length > 1 && all[0][0] == 0 ? 1 : 0;
    return new double[][] {
      Arrays.copyOfRange(all[0], first, all[0].length),
      Arrays.copyOfRange(all[1], first, all[1].length)
    };
  }

  /** The first steps of a run are far above all others and would press these flat. */
  private void showLosses(WatchedRun run, int step) {
    double[] range = run.trainLoss().rangeFrom(step * SHARE_ABOVE_THE_CHART);
    if (range[1] > range[0]) {
      double margin = MARGIN * (range[1] - range[0]);
      loss.setRange(Math.max(0, range[0] - margin), range[1] + margin);
    } else {
      loss.setAutoRange(true);
    }
  }

  private void shape() {
    renderer.setDrawSeriesLineAsPath(true);
    renderer.setSeriesStroke(TRAINING, new BasicStroke(1.5f));
    renderer.setSeriesStroke(
        VALIDATION,
        new BasicStroke(
            2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1f, new float[] {7f, 5f}, 0f));
    renderer.setSeriesShape(VALIDATION, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
    renderer.setSeriesShapesVisible(VALIDATION, true);
    loss.setAutoRangeIncludesZero(false);
    loss.setAutoRangeMinimumSize(SMALLEST_RANGE);
    steps.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
    plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
    plot.setOutlineVisible(false);
    chart.setPadding(new RectangleInsets(8, 8, 8, 24));
    for (ValueAxis axis : new ValueAxis[] {steps, loss}) {
      axis.setLabelFont(FONT);
      axis.setTickLabelFont(TICK_FONT);
      axis.setAxisLineVisible(false);
    }
  }

  private void name() {
    steps.setLabel(texts.format("ui.training.chart.steps"));
    loss.setLabel(texts.format("ui.training.chart.loss"));
  }

  private void colour(Theme theme) {
    chart.setBackgroundPaint(paint(theme, Role.BACKGROUND));
    plot.setBackgroundPaint(paint(theme, Role.BACKGROUND));
    plot.setDomainGridlinesVisible(false);
    plot.setRangeGridlinePaint(paint(theme, Role.LINE));
    renderer.setSeriesPaint(TRAINING, paint(theme, Role.ACCENT));
    renderer.setSeriesPaint(VALIDATION, paint(theme, Role.FULL));
    for (ValueAxis axis : new ValueAxis[] {steps, loss}) {
      axis.setLabelPaint(paint(theme, Role.INK));
      axis.setTickLabelPaint(paint(theme, Role.INK));
      axis.setTickMarkPaint(paint(theme, Role.LINE));
    }
  }

  private static Color paint(Theme theme, Role role) {
    return new Color(theme.palette().argb(role));
  }
}
