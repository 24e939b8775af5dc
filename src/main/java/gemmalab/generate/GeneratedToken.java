package gemmalab.generate;

import java.util.List;

/**
 * A token that the model chose.
 *
 * @param text the characters that are complete with it; empty in the middle of a character
 * @param probability what the model gave it, before temperature and cuts
 * @param alternatives the most likely tokens at this place, best first
 */
public record GeneratedToken(
    int id, String text, double probability, List<Alternative> alternatives) {

  /** A token that could have been chosen. */
  public record Alternative(int id, String text, double probability) {}
}
