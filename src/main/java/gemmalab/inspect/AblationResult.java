package gemmalab.inspect;

/**
 * What each head is worth to a text: its loss with that head alone switched off.
 *
 * @param loss of the whole model, in nats a token
 * @param without [layer][head] the loss without that head
 */
public record AblationResult(double loss, double[][] without) {

  /** Nats a token that the text costs more without a head; below 0 if the head did harm. */
  public double lossIncrease(int layer, int head) {
    return without[layer][head] - loss;
  }
}
