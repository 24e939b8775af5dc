package gemmalab.ui.architecture.shapes;

import gemmalab.app.MachineSpeed;
import gemmalab.inspect.cost.CostItem;
import gemmalab.inspect.cost.ModelCost;
import gemmalab.model.LayerType;
import gemmalab.train.plan.MemoryEstimate;
import gemmalab.ui.architecture.shapes.CostBars.Row;
import gemmalab.ui.common.Numbers;
import gemmalab.ui.common.Texts;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Memory, operations and speed of a configuration in words and bars. */
final class SizeCosts {

  private static final String LOCAL = "share-local";
  private static final String GLOBAL = "share-global";
  private static final String PLAIN = "share-parameters";

  private final Sizing sizing;
  private final ModelCost cost;
  private final MemoryEstimate training;
  private final Texts texts;

  SizeCosts(Sizing sizing, Texts texts) {
    this.sizing = sizing;
    this.texts = texts;
    cost = sizing.cost();
    training = sizing.training();
  }

  String weights() {
    return Numbers.bytes(value(cost.memory(), "weights_float32"));
  }

  String trainingTotal() {
    return Numbers.bytes(training.total());
  }

  List<Row> training() {
    return List.of(
        bytes("ui.sizes.training.weights", training.weights(), training.total(), PLAIN),
        bytes("ui.sizes.training.gradients", training.gradients(), training.total(), PLAIN),
        bytes("ui.sizes.training.moments", training.moments(), training.total(), PLAIN),
        bytes("ui.sizes.training.activations", training.activations(), training.total(), PLAIN),
        bytes("ui.sizes.training.logits", training.logits(), training.total(), PLAIN));
  }

  String cacheTotal() {
    return Numbers.bytes(cacheBytes());
  }

  /** With what it would be if every layer were global. */
  List<Row> cache() {
    long whole = cacheBytes() + value(cost.savings(), "saved_by_window_cache");
    return List.of(
        bytes(layers("ui.sizes.cache.local", LayerType.SLIDING), LayerType.SLIDING, whole, LOCAL),
        bytes(layers("ui.sizes.cache.global", LayerType.FULL), LayerType.FULL, whole, GLOBAL),
        bytes("ui.sizes.cache.allGlobal", whole, whole, PLAIN));
  }

  String operationsTotal() {
    return SizeText.operations((double) value(cost.operations(), "token"));
  }

  List<Row> operations() {
    return List.of(
        flops("ui.sizes.flops.projections", "attention_products"),
        flops("ui.sizes.flops.scores", "attention_scores"),
        flops("ui.sizes.flops.feedForward", "feed_forward"),
        flops("ui.sizes.flops.head", "head"));
  }

  /** Predicted tokens/s of training; a dash before this computer was measured. */
  String speed(@Nullable MachineSpeed speed) {
    if (speed == null) {
      return "–";
    }
    double rate = speed.trainingTokensPerSecond(sizing.config(), sizing.batch(), sizing.length());
    double unit = Math.pow(10, Math.floor(Math.log10(rate)) - 1);
    double twoDigits = Math.round(rate / unit) * unit; // a prediction is no better than that
    String pattern = rate < 1 ? "≈ %.2g" : rate < 10 ? "≈ %.1f" : "≈ %,.0f";
    return String.format(Locale.ENGLISH, pattern, twoDigits);
  }

  private long cacheBytes() {
    return cost.cache(LayerType.SLIDING) + cost.cache(LayerType.FULL);
  }

  private String layers(String key, LayerType type) {
    long count = sizing.config().layerTypes().stream().filter(each -> each == type).count();
    return texts.format(key, count);
  }

  private Row bytes(String name, LayerType type, long whole, String style) {
    long value = cost.cache(type);
    return new Row(name, Numbers.bytes(value), share(value, whole), style);
  }

  private Row bytes(String key, long value, long whole, String style) {
    return new Row(texts.format(key), Numbers.bytes(value), share(value, whole), style);
  }

  private Row flops(String key, String name) {
    long value = value(cost.operations(), name);
    long whole = value(cost.operations(), "token");
    return new Row(
        texts.format(key), SizeText.operations((double) value), share(value, whole), PLAIN);
  }

  private static double share(long value, long whole) {
    return whole == 0 ? 0 : (double) value / whole;
  }

  private static long value(List<CostItem> items, String name) {
    return ModelCost.value(items, name);
  }
}
