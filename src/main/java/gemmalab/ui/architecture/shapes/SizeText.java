package gemmalab.ui.architecture.shapes;

import gemmalab.inspect.module.ModelModule;
import gemmalab.model.GemmaConfig;
import gemmalab.ui.common.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** Shapes and sizes as both pages write them. */
final class SizeText {

  private static final double BILLION = 1e9;

  private SizeText() {}

  /** {@code [8, 1024, 640]}. */
  static String shape(List<Integer> sizes) {
    return sizes.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }

  /** {@code 18 × [1024, 640]}; empty without a weight. */
  static String weight(ModelModule module, GemmaConfig config) {
    List<Integer> weight = module.weight(config);
    int copies = module.copies(config);
    return weight.isEmpty() ? "" : (copies == 1 ? "" : copies + " × ") + shape(weight);
  }

  /** 7.41 K, 165 M, 1.20 B. */
  static String count(double value) {
    return value < BILLION
        ? Numbers.compact(value)
        : Numbers.compact(value / 1e3).replace('M', 'B');
  }

  /** 329 M, 1.02 G: what stands before FLOPs. */
  static String operations(double value) {
    return value < BILLION
        ? Numbers.compact(value)
        : Numbers.compact(value / 1e3).replace('M', 'G');
  }
}
