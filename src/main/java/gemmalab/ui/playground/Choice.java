package gemmalab.ui.playground;

import gemmalab.generate.NextTokenDistribution;
import gemmalab.generate.NextTokenDistribution.Candidate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The choice of one token as bars show it.
 *
 * @param rows the best tokens after temperature, best first
 * @param cutBefore index of the first row that is cut off; the number of rows if none is
 * @param keptCount tokens that the cuts leave, of the whole vocabulary
 * @param keptProbability their share of the probability after temperature
 */
public record Choice(
    List<Row> rows,
    int cutBefore,
    int keptCount,
    int vocabulary,
    double keptProbability,
    double entropyBits) {

  static final int ROWS = 12;

  /**
   * A token and its three bars.
   *
   * @param taken whether it stands in the story
   */
  public record Row(Candidate candidate, String label, boolean taken) {}

  /**
   * The bars of a place.
   *
   * @param taken the token that stands there; null if none does yet
   */
  static Choice of(
      NextTokenDistribution next, @Nullable Integer taken, IntFunction<String> labels) {
    List<Row> rows = new ArrayList<>();
    for (Candidate candidate : next.candidates(ROWS)) {
      boolean isTaken = taken != null && taken == candidate.id();
      rows.add(new Row(candidate, labels.apply(candidate.id()), isTaken));
    }
    return new Choice(
        List.copyOf(rows),
        Math.min(next.keptCount(), rows.size()),
        next.keptCount(),
        next.size(),
        next.keptProbability(),
        next.entropyBits());
  }
}
