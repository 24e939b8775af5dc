package gemmalab.inspect.stage;

/** GELU in its tanh form (Hendrycks and Gimpel 2016), number by number. */
final class Gelu {

  private static final double CUBIC = 0.044715;

  private Gelu() {}

  static double of(double x) {
    return x * share(x);
  }

  /** The share of x that passes, from 0 to 1. */
  static double share(double x) {
    return 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + CUBIC * x * x * x)));
  }

  static float[][] ofAll(float[][] layers) {
    float[][] all = new float[layers.length][];
    for (int layer = 0; layer < layers.length; layer++) {
      all[layer] = new float[layers[layer].length];
      for (int i = 0; i < all[layer].length; i++) {
        all[layer][i] = (float) of(layers[layer][i]);
      }
    }
    return all;
  }
}
