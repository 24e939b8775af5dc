package gemmalab.inspect.diagram;

import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.model.ModelStage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is where: columns are tokens, bands are layers, and upwards is the way of the data. Each
 * crossing of a column and a band holds the stages of that token in that layer.
 */
public final class DiagramScene {

  /** The band below the layers. */
  public static final int EMBEDDING_BAND = -1;

  static final double ROW_HEIGHT = 24;
  private static final double BAND_GAP = 17;
  private static final double LOWEST_BAND = 60;
  private static final double HIGHEST_BAND = 112;

  /** Width of the columns for their height, as most windows have room for. */
  private static final double SHAPE = 1.25;

  private static final double ROOM_FOR_COLUMNS = 800;
  private static final double NARROWEST = 22;
  private static final double WIDEST = 66;
  private static final double TOP = 40;

  private final GemmaConfig config;
  private final int length;
  private final double pitch;
  private final double bandPitch;
  private final BandParameters parameters;

  /**
   * Lays out a model.
   *
   * @param length number of tokens
   */
  public DiagramScene(GemmaConfig config, int length) {
    this.config = config;
    this.length = length;
    parameters = new BandParameters(config);
    pitch = Math.max(NARROWEST, Math.min(WIDEST, ROOM_FOR_COLUMNS / Math.max(1, length)));
    double room = length * pitch / SHAPE - TOP - 2 * ROW_HEIGHT;
    bandPitch =
        Math.max(LOWEST_BAND, Math.min(HIGHEST_BAND, room / (config.numHiddenLayers() + 2)));
  }

  public GemmaConfig config() {
    return config;
  }

  /** Number of tokens. */
  public int length() {
    return length;
  }

  /** The band above the layers: the final norm and the LM head. */
  public int headBand() {
    return config.numHiddenLayers();
  }

  /** Where the parameters of the model are. */
  public BandParameters parameters() {
    return parameters;
  }

  /** All bands and the words below and above; names and parameters stand beside them. */
  public Area whole() {
    double height = TOP + (headBand() + 2) * bandPitch + ROW_HEIGHT + 10;
    return new Area(-4, 0, length * pitch + 8, height);
  }

  /** Height of the room between two bands. */
  double gap() {
    return BAND_GAP;
  }

  /** The middle of a token's column. */
  double columnX(int token) {
    return (token + 0.5) * pitch;
  }

  double pitch() {
    return pitch;
  }

  /** A band across all columns. */
  public Area band(int band) {
    double y = TOP + (headBand() - band) * bandPitch;
    return new Area(-4, y, length * pitch + 8, bandPitch - BAND_GAP);
  }

  /** Type of the layer that is a band; null outside the layers. */
  @Nullable LayerType type(int band) {
    return band < 0 || band >= headBand() ? null : config.layerTypes().get(band);
  }

  /** The crossing of a column and a band. */
  public Area cell(int band, int token) {
    Area whole = band(band);
    return new Area(token * pitch, whole.y(), pitch, whole.height())
        .holding(CellPlan.WIDTH, CellPlan.HEIGHT);
  }

  /** Where the token itself stands, below its column. */
  Area tokenArea(int token) {
    return new Area(token * pitch, band(EMBEDDING_BAND).bottom() + 14, pitch, ROW_HEIGHT);
  }

  /** Where the next token stands, above its column. */
  Area nextArea(int token) {
    return new Area(token * pitch, TOP - ROW_HEIGHT - 8, pitch, ROW_HEIGHT);
  }

  CellPlan plan(int band) {
    return band == EMBEDDING_BAND
        ? CellPlan.BEFORE
        : band == headBand() ? CellPlan.AFTER : CellPlan.LAYER;
  }

  /** The stages of a band with their places, in the order of the data flow. */
  Map<ModelStage, Area> stages(int band) {
    return plan(band).areas();
  }

  /**
   * The place of a spot.
   *
   * @param scale of the view; from near, more of a stage is numbers
   */
  public Area area(Spot spot, double scale) {
    return switch (spot.depth()) {
      case WHOLE -> whole();
      case BAND -> cell(spot.band(), spot.token());
      case STAGE -> stageArea(spot);
      case CELL -> cells(spot).area(spot.index(), VectorArea.of(stageArea(spot), scale));
    };
  }

  private Area stageArea(Spot spot) {
    Area inPlan = stages(spot.band()).get(spot.stage());
    if (inPlan == null) {
      throw new IllegalArgumentException(spot + " is not in the diagram");
    }
    return cell(spot.band(), spot.token()).place(inPlan, CellPlan.WIDTH);
  }

  /** How the numbers of a stage are arranged. */
  public VectorCells cells(Spot spot) {
    ModelStage stage = spot.stage();
    if (stage == null) {
      throw new IllegalArgumentException(spot + " has no numbers of its own");
    }
    return VectorCells.of(stage.shape(config, length));
  }

  /** All stages of one column, in the order of the data flow. */
  public List<Spot> way(int token) {
    List<Spot> way = new ArrayList<>();
    for (int band = EMBEDDING_BAND; band <= headBand(); band++) {
      for (ModelStage stage : stages(band).keySet()) {
        way.add(Spot.stage(stage, band, token));
      }
    }
    return way;
  }

  /** The bands that can be seen, from below. */
  List<Integer> bandsIn(Area seen) {
    List<Integer> bands = new ArrayList<>();
    for (int band = EMBEDDING_BAND; band <= headBand(); band++) {
      Area area = band(band);
      if (area.y() < seen.bottom() && area.bottom() > seen.y()) {
        bands.add(band);
      }
    }
    return bands;
  }

  /** The first column that can be seen. */
  int firstColumn(Area seen) {
    return (int) Math.max(0, Math.min(length, Math.floor(seen.x() / pitch)));
  }

  /** The column after the last one that can be seen. */
  int endColumn(Area seen) {
    return (int) Math.max(0, Math.min(length, Math.ceil(seen.right() / pitch)));
  }
}
