package gemmalab.generate;

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

  /** A token that could have been chosen. */
  public record Alternative(int id, String text, double probability) {}

  /** How little the model expected it: 0 bits for the certain, 1 for one of two. */
  public double surpriseBits() {
    return Math.max(0, -Math.log(probability) / Math.log(2));
  }
}
