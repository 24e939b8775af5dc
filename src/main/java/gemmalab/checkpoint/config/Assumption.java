package gemmalab.checkpoint.config;

/**
 * A number of a model that neither its file nor a configuration says.
 *
 * @param value as a configuration would have it
 */
public record Assumption(Kind kind, double value) {

  /** What is assumed. How many heads there are is not: a norm of queries is as long as a head. */
  public enum Kind {
    CONTEXT("assumed.context"),
    SLIDING_WINDOW("assumed.slidingWindow"),
    LAYERS_PER_GLOBAL("assumed.layersPerGlobal"),
    LOCAL_BASE("assumed.localBase"),
    GLOBAL_BASE("assumed.globalBase"),
    QUERY_SCALE("assumed.queryScale"),
    RMS_NORM_EPS("assumed.rmsNormEps");

    private final String key;

    Kind(String key) {
      this.key = key;
    }

    /** Of the text that says it, with the value. */
    public String key() {
      return key;
    }
  }

  /** The value in digits, without a fraction if it is whole. */
  public String digits() {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : Double.toString(value).replace(".0E", "e");
  }
}
