package gemmalab.inspect.diagram;

import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.Term;
import gemmalab.model.ModelStage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The cells that a number was computed from, as far as they belong to the same token. */
public final class SourceCells {

  private SourceCells() {}

  /** Those with the largest terms. */
  public static Set<Spot> of(Spot cell, Calculation calculation) {
    Set<Spot> sources = new HashSet<>();
    Optional<Spot> from = input(cell);
    for (Term term : calculation.largest()) {
      if (from.isPresent() && term.left().matches("\\d{1,9}")) {
        sources.add(from.get().withIndex(Integer.parseInt(term.left())));
      }
    }
    return sources;
  }

  /** The stage whose dimensions the terms count. */
  private static Optional<Spot> input(Spot cell) {
    ModelStage stage = cell.stage();
    if (stage == null) {
      return Optional.empty();
    }
    ModelStage from =
        switch (stage) {
          case QUERIES, KEYS, VALUES -> ModelStage.INPUT_NORM;
          case ATTENTION_OUTPUT -> ModelStage.MIXED_VALUES;
          case GATE, UP -> ModelStage.PRE_FEED_FORWARD_NORM;
          case DOWN -> ModelStage.GATED;
          case LOGITS -> ModelStage.FINAL_NORM;
          default -> stage;
        };
    return from == stage
        ? Optional.empty()
        : Optional.of(Spot.stage(from, cell.band(), cell.token()));
  }
}
