package gemmalab.inspect.diagram;

import gemmalab.model.ModelStage;
import org.jspecify.annotations.Nullable;

/**
 * A thing of the diagram that can be pointed at: the whole model, a band, a stage of one token, or
 * one number of it.
 *
 * @param stage null for the whole model and for a band
 * @param band a layer from 0; {@link DiagramScene#EMBEDDING_BAND} or the number of layers for what
 *     lies below and above them; {@link #NO_BAND} for the whole model
 * @param token its column
 * @param index which number of the stage's vector; {@link #NO_INDEX} for all
 */
public record Spot(@Nullable ModelStage stage, int band, int token, int index) {

  /** The {@code band} of the whole model. */
  public static final int NO_BAND = -2;

  /** The {@code index} of a whole vector. */
  public static final int NO_INDEX = -1;

  /** How near it is looked at. */
  public enum Depth {
    WHOLE,
    BAND,
    STAGE,
    CELL
  }

  public static Spot whole(int token) {
    return new Spot(null, NO_BAND, token, NO_INDEX);
  }

  public static Spot band(int band, int token) {
    return new Spot(null, band, token, NO_INDEX);
  }

  public static Spot stage(ModelStage stage, int band, int token) {
    return new Spot(stage, band, token, NO_INDEX);
  }

  public Depth depth() {
    if (band == NO_BAND) {
      return Depth.WHOLE;
    }
    return stage == null ? Depth.BAND : index == NO_INDEX ? Depth.STAGE : Depth.CELL;
  }

  /** The layer as the stages count it: -1 outside the layers. */
  public int layer() {
    return stage == null || stage.perLayer() ? band : -1;
  }

  public Spot withToken(int newToken) {
    return new Spot(stage, band, newToken, index);
  }

  public Spot withIndex(int newIndex) {
    return new Spot(stage, band, token, newIndex);
  }

  /** The next larger thing around it; the whole model has none but itself. */
  public Spot around() {
    return switch (depth()) {
      case CELL -> withIndex(NO_INDEX);
      case STAGE -> band(band, token);
      case BAND, WHOLE -> whole(token);
    };
  }
}
