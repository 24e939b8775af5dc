package gemmalab.inspect.stage;

import java.util.List;

/**
 * A logit as a sum over what was added to the residual stream (direct logit attribution, Elhage et
 * al. 2021; TransformerLens).
 *
 * @param parts embedding, heads and feed-forward networks, in the order of the model
 * @param logit their sum
 */
public record Attribution(List<Part> parts, double logit) {

  public Attribution {
    parts = List.copyOf(parts);
  }

  /** What adds to the residual stream. */
  public enum Kind {
    EMBEDDING,
    HEAD,
    FEED_FORWARD
  }

  /**
   * One part of the sum.
   *
   * @param layer from 0; -1 for the embedding
   * @param head from 0; -1 unless it is a head
   * @param value its share of the logit
   */
  public record Part(int layer, Kind kind, int head, double value) {}
}
