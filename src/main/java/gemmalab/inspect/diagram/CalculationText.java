package gemmalab.inspect.diagram;

import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.Calculation.Given;
import gemmalab.inspect.stage.Term;
import gemmalab.text.Messages;
import java.util.List;
import java.util.stream.Collectors;

/** A calculation written out with its numbers: the largest terms, the rest, the sum. */
public final class CalculationText {

  private static final int SHOWN = 4;

  private CalculationText() {}

  /** The products, then their values and the result. */
  public static List<String> lines(Calculation calculation, Messages messages) {
    List<Term> shown =
        calculation.largest().subList(0, Math.min(SHOWN, calculation.largest().size()));
    List<Term> others = calculation.largest().subList(shown.size(), calculation.largest().size());
    int restCount = calculation.restCount() + others.size();
    double restSum = calculation.restSum() + others.stream().mapToDouble(Term::product).sum();
    StringBuilder products = new StringBuilder();
    StringBuilder values = new StringBuilder();
    for (Term term : shown) {
      products.append(products.isEmpty() ? "" : " + ").append(product(term));
      add(values, term.product());
    }
    if (restCount > 0) {
      products.append(" + ").append(messages.format("diagram.calculation.rest", restCount));
      add(values, restSum);
    }
    boolean factor = calculation.factor() != 1;
    String before = factor ? CellNumbers.text(calculation.factor()) + " · (" : "";
    String after = factor ? ")" : "";
    return List.of(
        "= " + before + products + after,
        "= " + before + values + after,
        "= " + CellNumbers.text(calculation.total()));
  }

  private static void add(StringBuilder sum, double value) {
    String text = CellNumbers.text(value);
    if (sum.isEmpty()) {
      sum.append(text);
    } else {
      sum.append(text.startsWith("−") ? " − " + text.substring(1) : " + " + text);
    }
  }

  /** What else stands in the formula, such as the root mean square. */
  public static String givens(Calculation calculation) {
    return calculation.givens().stream()
        .map((Given given) -> given.name() + " = " + CellNumbers.text(given.value()))
        .collect(Collectors.joining(",  "));
  }

  private static String product(Term term) {
    return bracketed(term.a()) + "·" + bracketed(term.b());
  }

  private static String bracketed(double value) {
    String text = CellNumbers.text(value);
    return text.startsWith("−") ? "(" + text + ")" : text;
  }
}
