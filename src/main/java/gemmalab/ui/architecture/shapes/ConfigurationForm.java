package gemmalab.ui.architecture.shapes;

import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.text.GemmaException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The numbers of a configuration as they are typed. */
public final class ConfigurationForm {

  private final Map<ConfigurationNumber, StringProperty> numbers =
      new EnumMap<>(ConfigurationNumber.class);
  private final BooleanProperty tied = new SimpleBooleanProperty();
  private GemmaConfig base;

  ConfigurationForm(Sizing first) {
    base = first.config();
    for (ConfigurationNumber number : ConfigurationNumber.values()) {
      numbers.put(number, new SimpleStringProperty(""));
    }
    show(first);
  }

  public StringProperty number(ConfigurationNumber number) {
    return Objects.requireNonNull(numbers.get(number));
  }

  /** Whether the LM head shares the embedding's weights. */
  public BooleanProperty tied() {
    return tied;
  }

  /** Takes all numbers over; what cannot be edited here stays as this configuration has it. */
  void show(Sizing sizing) {
    GemmaConfig config = sizing.config();
    base = config;
    set(ConfigurationNumber.BATCH, sizing.batch());
    set(ConfigurationNumber.LENGTH, sizing.length());
    set(ConfigurationNumber.LAYERS, config.numHiddenLayers());
    number(ConfigurationNumber.PATTERN).set(pattern(config.layerTypes()));
    set(ConfigurationNumber.HIDDEN, config.hiddenSize());
    set(ConfigurationNumber.FEED_FORWARD, config.intermediateSize());
    set(ConfigurationNumber.HEADS, config.numAttentionHeads());
    set(ConfigurationNumber.KEY_VALUE_HEADS, config.numKeyValueHeads());
    set(ConfigurationNumber.HEAD_DIM, config.headDim());
    set(ConfigurationNumber.WINDOW, config.slidingWindow());
    set(ConfigurationNumber.VOCABULARY, config.vocabSize());
    set(ConfigurationNumber.CONTEXT, config.maxPositionEmbeddings());
    tied.set(config.tieWordEmbeddings());
  }

  /**
   * What the numbers make together.
   *
   * @throws GemmaException if they make no sense: it names the value
   */
  Sizing read() {
    int headDim = value(ConfigurationNumber.HEAD_DIM);
    int vocabulary = value(ConfigurationNumber.VOCABULARY);
    boolean usualScale = base.queryPreAttnScalar() == base.headDim();
    GemmaConfig config =
        new GemmaConfig(
            vocabulary,
            value(ConfigurationNumber.CONTEXT),
            value(ConfigurationNumber.HIDDEN),
            value(ConfigurationNumber.FEED_FORWARD),
            value(ConfigurationNumber.HEADS),
            value(ConfigurationNumber.KEY_VALUE_HEADS),
            headDim,
            layerTypes(),
            value(ConfigurationNumber.WINDOW),
            base.ropeLocalBase(),
            base.ropeGlobalBase(),
            usualScale ? headDim : base.queryPreAttnScalar(),
            base.rmsNormEps(),
            tied.get(),
            base.padTokenId() < vocabulary ? base.padTokenId() : GemmaConfig.NO_PADDING,
            base.ropeLocalFactor(),
            base.ropeGlobalFactor());
    return new Sizing(config, value(ConfigurationNumber.BATCH), value(ConfigurationNumber.LENGTH));
  }

  /** An arrow key: the next multiple of the number's step. */
  void step(ConfigurationNumber number, int direction) {
    int step = number.step();
    int now = value(number);
    int next = direction > 0 ? (now / step + 1) * step : ((now + step - 1) / step - 1) * step;
    set(number, Math.max(1, next));
  }

  /** An order that no single number tells is kept as long as the number of layers is. */
  private List<LayerType> layerTypes() {
    int layers = value(ConfigurationNumber.LAYERS);
    String pattern = number(ConfigurationNumber.PATTERN).get();
    boolean own =
        pattern.isBlank()
            && base.numHiddenLayers() == layers
            && pattern(base.layerTypes()).isEmpty();
    return own
        ? base.layerTypes()
        : GemmaConfig.fullEvery(ConfigurationNumber.PATTERN.read(pattern), layers);
  }

  private static String pattern(List<LayerType> types) {
    return IntStream.rangeClosed(1, types.size() + 1)
        .filter(every -> GemmaConfig.fullEvery(every, types.size()).equals(types))
        .mapToObj(String::valueOf)
        .findFirst()
        .orElse("");
  }

  private int value(ConfigurationNumber number) {
    return number.read(number(number).get());
  }

  private void set(ConfigurationNumber number, int value) {
    number(number).set(String.valueOf(value));
  }
}
