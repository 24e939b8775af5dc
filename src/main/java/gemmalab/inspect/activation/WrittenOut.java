package gemmalab.inspect.activation;

import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.Calculation.Given;
import gemmalab.inspect.stage.Term;
import java.util.List;

/** Calculations of the usual forms. */
final class WrittenOut {

  private static final String KEY = "calculation.";

  private WrittenOut() {}

  /** factor · the sum of the terms, of which at most {@code shown} are written out. */
  static Calculation sumOf(
      String kind, List<Term> terms, double factor, List<Given> givens, int shown) {
    return Calculation.of(KEY + kind, terms, factor, givens, shown);
  }

  /** A single product. */
  static Calculation single(String kind, String left, double a, double b, Given... givens) {
    return sumOf(kind, List.of(new Term(left, a, b)), 1, List.of(givens), 1);
  }

  /** Minus infinity, where the mask forbids attention. */
  static Calculation forbidden(Given... givens) {
    return new Calculation(
        KEY + "masked", List.of(), 0, 0, 1, Double.NEGATIVE_INFINITY, List.of(givens));
  }
}
