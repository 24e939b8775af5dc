package gemmalab.inspect.stage;

import java.util.Comparator;
import java.util.List;

/**
 * How one cell was computed, written out: factor · (the largest terms + the rest) = total.
 *
 * @param formulaKey key of the kind of calculation in the messages: {@code calculation.} and
 *     lookup, scale, norm, product, rotation, score, masked, softmax, mix, sum, gelu, gate or same
 *     (a stage that an intervention leaves out)
 * @param largest the largest terms, largest magnitude first
 * @param restCount number of the other terms
 * @param restSum sum of the other terms
 * @param factor what the sum is multiplied by; 1 if nothing
 * @param total the value of the cell
 * @param givens other numbers of the formula, such as the root mean square of a norm
 */
public record Calculation(
    String formulaKey,
    List<Term> largest,
    int restCount,
    double restSum,
    double factor,
    double total,
    List<Given> givens) {

  public Calculation {
    largest = List.copyOf(largest);
    givens = List.copyOf(givens);
  }

  /** A number that the terms were computed from, by its letter in the formula. */
  public record Given(String name, double value) {}

  /** Writes out at most {@code shown} of all terms of a sum. */
  public static Calculation of(
      String formulaKey, List<Term> terms, double factor, List<Given> givens, int shown) {
    List<Term> sorted =
        terms.stream()
            .sorted(Comparator.comparingDouble((Term t) -> -Math.abs(t.product())))
            .toList();
    List<Term> largest = sorted.subList(0, Math.min(shown, sorted.size()));
    List<Term> rest = sorted.subList(largest.size(), sorted.size());
    double restSum = rest.stream().mapToDouble(Term::product).sum();
    double sum = largest.stream().mapToDouble(Term::product).sum() + restSum;
    return new Calculation(formulaKey, largest, rest.size(), restSum, factor, factor * sum, givens);
  }
}
