package gemmalab.generate;

import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * A token that the model chose.
 *
 * @param text the characters that are complete with it; empty in the middle of a character
 * @param probability what the model gave it, before temperature and cuts
 * @param rank its place in the model's belief, from 1
 * @param entropyBits how undecided the model was
 * @param alternatives the most likely tokens at this place, best first
 */
public record GeneratedToken(
    int id,
    String text,
    double probability,
    int rank,
    double entropyBits,
    List<Alternative> alternatives) {

  private static final int MAX_ALTERNATIVES = 10;

  /** A token that could have been chosen. */
  public record Alternative(int id, String text, double probability) {}

  /**
   * A token of those that were weighed.
   *
   * @param text as it stands in its story
   */
  public static GeneratedToken of(
      NextTokenDistribution next, int id, String text, Tokenizer tokenizer) {
    List<Alternative> alternatives =
        Arrays.stream(next.likeliest(MAX_ALTERNATIVES))
            .mapToObj(
                other ->
                    new Alternative(
                        other, TextStream.label(tokenizer, other), next.probability(other)))
            .toList();
    return new GeneratedToken(
        id, text, next.probability(id), next.rank(id), next.entropyBits(), alternatives);
  }

  /** How little the model expected it: 0 bits for the certain, 1 for one of two. */
  public double surprisalBits() {
    return Math.max(0, -Math.log(probability) / Math.log(2));
  }

  /** The level of its surprisal. */
  public SurprisalLevel surprisalLevel() {
    return SurprisalLevel.of(surprisalBits());
  }
}
