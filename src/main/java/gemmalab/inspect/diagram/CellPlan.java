package gemmalab.inspect.diagram;

import static gemmalab.model.ModelStage.ATTENTION_OUTPUT;
import static gemmalab.model.ModelStage.ATTENTION_SUM;
import static gemmalab.model.ModelStage.ATTENTION_WEIGHTS;
import static gemmalab.model.ModelStage.DOWN;
import static gemmalab.model.ModelStage.EMBEDDING;
import static gemmalab.model.ModelStage.FEED_FORWARD_SUM;
import static gemmalab.model.ModelStage.FINAL_NORM;
import static gemmalab.model.ModelStage.GATE;
import static gemmalab.model.ModelStage.GATED;
import static gemmalab.model.ModelStage.GELU;
import static gemmalab.model.ModelStage.INPUT_NORM;
import static gemmalab.model.ModelStage.KEYS;
import static gemmalab.model.ModelStage.LOGITS;
import static gemmalab.model.ModelStage.MASKED_SCORES;
import static gemmalab.model.ModelStage.MIXED_VALUES;
import static gemmalab.model.ModelStage.NORMED_KEYS;
import static gemmalab.model.ModelStage.NORMED_QUERIES;
import static gemmalab.model.ModelStage.POST_ATTENTION_NORM;
import static gemmalab.model.ModelStage.POST_FEED_FORWARD_NORM;
import static gemmalab.model.ModelStage.PRE_FEED_FORWARD_NORM;
import static gemmalab.model.ModelStage.QUERIES;
import static gemmalab.model.ModelStage.ROTATED_KEYS;
import static gemmalab.model.ModelStage.ROTATED_QUERIES;
import static gemmalab.model.ModelStage.SCALED_EMBEDDING;
import static gemmalab.model.ModelStage.SCORES;
import static gemmalab.model.ModelStage.UP;
import static gemmalab.model.ModelStage.VALUES;

import gemmalab.model.ModelStage;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where the stages of one token stand in one band, in units of a plan: the residual stream rises at
 * the left; each branch goes to the right, and comes back above to be added to it.
 */
final class CellPlan {

  static final double WIDTH = 960;
  static final double HEIGHT = 640;

  /** x of the residual stream. */
  static final double STREAM = 60;

  private static final double PART_WIDTH = 118;
  private static final double PART_HEIGHT = 66;
  private static final double SUM = 72;

  static final CellPlan LAYER = new CellPlan(layer());
  static final CellPlan BEFORE =
      new CellPlan(
          Map.of(
              EMBEDDING, new Area(180, 380, 600, 220),
              SCALED_EMBEDDING, new Area(180, 60, 600, 220)));
  static final CellPlan AFTER =
      new CellPlan(
          Map.of(
              FINAL_NORM, new Area(180, 400, 600, 200),
              LOGITS, new Area(180, 40, 600, 266)));

  /** What goes from one stage into another. */
  record Link(ModelStage from, ModelStage to) {}

  static final List<Link> LINKS =
      List.of(
          new Link(INPUT_NORM, QUERIES),
          new Link(INPUT_NORM, KEYS),
          new Link(INPUT_NORM, VALUES),
          new Link(QUERIES, NORMED_QUERIES),
          new Link(KEYS, NORMED_KEYS),
          new Link(NORMED_QUERIES, ROTATED_QUERIES),
          new Link(NORMED_KEYS, ROTATED_KEYS),
          new Link(ROTATED_QUERIES, SCORES),
          new Link(ROTATED_KEYS, SCORES),
          new Link(SCORES, MASKED_SCORES),
          new Link(MASKED_SCORES, ATTENTION_WEIGHTS),
          new Link(ATTENTION_WEIGHTS, MIXED_VALUES),
          new Link(VALUES, MIXED_VALUES),
          new Link(MIXED_VALUES, ATTENTION_OUTPUT),
          new Link(ATTENTION_OUTPUT, POST_ATTENTION_NORM),
          new Link(POST_ATTENTION_NORM, ATTENTION_SUM),
          new Link(PRE_FEED_FORWARD_NORM, GATE),
          new Link(PRE_FEED_FORWARD_NORM, UP),
          new Link(GATE, GELU),
          new Link(GELU, GATED),
          new Link(UP, GATED),
          new Link(GATED, DOWN),
          new Link(DOWN, POST_FEED_FORWARD_NORM),
          new Link(POST_FEED_FORWARD_NORM, FEED_FORWARD_SUM));

  private final Map<ModelStage, Area> areas;

  private CellPlan(Map<ModelStage, Area> areas) {
    this.areas = new EnumMap<>(areas);
  }

  /** All stages with their places, in the order of the data flow. */
  Map<ModelStage, Area> areas() {
    return areas;
  }

  private static Map<ModelStage, Area> layer() {
    Map<ModelStage, Area> areas = new EnumMap<>(ModelStage.class);
    areas.put(INPUT_NORM, part(130, 566));
    lane(areas, 566, QUERIES, NORMED_QUERIES, ROTATED_QUERIES);
    lane(areas, 490, KEYS, NORMED_KEYS, ROTATED_KEYS);
    lane(areas, 414, VALUES);
    areas.put(SCORES, new Area(712, 562, 228, 66));
    areas.put(MASKED_SCORES, new Area(712, 488, 228, 66));
    areas.put(ATTENTION_WEIGHTS, new Area(712, 404, 228, 74));
    areas.put(MIXED_VALUES, new Area(712, 320, 228, 66));
    areas.put(ATTENTION_OUTPUT, part(430, 322));
    areas.put(POST_ATTENTION_NORM, part(200, 322));
    areas.put(ATTENTION_SUM, sum(322));
    areas.put(PRE_FEED_FORWARD_NORM, part(130, 214));
    areas.put(UP, new Area(290, 136, 200, PART_HEIGHT));
    areas.put(GATE, new Area(290, 214, 200, PART_HEIGHT));
    areas.put(GELU, new Area(520, 214, 190, PART_HEIGHT));
    areas.put(GATED, new Area(740, 170, 200, PART_HEIGHT + 8));
    areas.put(DOWN, part(560, 42));
    areas.put(POST_FEED_FORWARD_NORM, part(300, 42));
    areas.put(FEED_FORWARD_SUM, sum(42));
    return areas;
  }

  private static void lane(Map<ModelStage, Area> areas, double y, ModelStage... stages) {
    for (int i = 0; i < stages.length; i++) {
      areas.put(stages[i], part(288 + i * 140, y));
    }
  }

  private static Area part(double x, double y) {
    return new Area(x, y, PART_WIDTH, PART_HEIGHT);
  }

  private static Area sum(double y) {
    return new Area(STREAM - SUM / 2, y, SUM, PART_HEIGHT);
  }
}
