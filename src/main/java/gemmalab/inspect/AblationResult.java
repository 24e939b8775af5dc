package gemmalab.inspect;

/**
 * The effect of ablating each head alone on the loss of a text.
 *
 * @param loss loss of the whole model, in nats/token
 * @param without [layer][head] loss with that head ablated, in nats/token
 */
public record AblationResult(double loss, double[][] without) {

  /** The loss increase when a head is ablated, in nats/token; negative if the head hurts. */
  public double lossIncrease(int layer, int head) {
    return without[layer][head] - loss;
  }
}
