package gemmalab.generate;

import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;

/**
 * A generated token.
 *
 * @param text characters completed by this token; empty within a character of several tokens
 * @param probability the model's probability, before temperature and filtering
 * @param rank rank by that probability, from 1
 * @param entropyBits entropy of the model's distribution at this position
 * @param alternatives the most probable tokens at this position, best first
 */
public record GeneratedToken(
    int id,
    String text,
    double probability,
    int rank,
    double entropyBits,
    List<Alternative> alternatives) {

  private static final int MAX_ALTERNATIVES = 10;

  /** Another candidate for this position. */
  public record Alternative(int id, String text, double probability) {}

  /**
   * A token drawn from a distribution.
   *
   * @param text its text within the story
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

  /** The surprisal -log2 p: 0 bits for a certain token, 1 for one of two. */
  public double surprisalBits() {
    return Math.max(0, -Math.log(probability) / Math.log(2));
  }

  /** The level of the surprisal. */
  public SurprisalLevel surprisalLevel() {
    return SurprisalLevel.of(surprisalBits());
  }
}
