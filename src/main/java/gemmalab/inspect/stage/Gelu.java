package gemmalab.inspect.stage;

/** GELU in its tanh form (Hendrycks and Gimpel 2016), number by number. */
public final class Gelu {

  private static final double CUBIC = 0.044715;

  private Gelu() {}

  /** x times the share of it that passes. */
  public static double of(double x) {
    return x * share(x);
  }

  /** The share of x that passes, from 0 to 1. */
  public static double share(double x) {
    return 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + CUBIC * x * x * x)));
  }

  static float[] ofAll(float[] x) {
    float[] all = new float[x.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) of(x[i]);
    }
    return all;
  }
}
