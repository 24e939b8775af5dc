package gemmalab.inspect.stage;

/**
 * One term of a sum: the product a · b.
 *
 * @param left what it is about: the index of a dimension, or the label of a token
 * @param a the activation
 * @param b the weight or the other activation
 */
public record Term(String left, double a, double b) {

  public double product() {
    return a * b;
  }
}
