package gemmalab.evaluate;

/**
 * A model's loss on stories that it never saw, each read from its beginning to the token that ends
 * it, beside the lowest loss that any model can have there: the grammar's entropy.
 *
 * @param tokens of all stories, their ends counted
 * @param characters of all stories
 * @param nats of a token, the mean
 * @param standardError of that mean, over stories
 * @param grammarNats of a token, by the probabilities of the grammar's own choices
 */
public record HeldOutLoss(
    int stories,
    long tokens,
    long characters,
    double nats,
    double standardError,
    double grammarNats) {

  /** Bits of a character, which models with different vocabularies share. */
  public double bitsPerCharacter() {
    return bitsPerCharacter(nats);
  }

  /** The grammar's entropy in bits of a character. */
  public double grammarBitsPerCharacter() {
    return bitsPerCharacter(grammarNats);
  }

  /** How much the loss is above the entropy: 0.05 for 5 %. */
  public double aboveGrammar() {
    return nats / grammarNats - 1;
  }

  private double bitsPerCharacter(double natsPerToken) {
    return natsPerToken * tokens / characters / Math.log(2);
  }
}
