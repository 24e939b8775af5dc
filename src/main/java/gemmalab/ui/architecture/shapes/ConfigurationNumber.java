package gemmalab.ui.architecture.shapes;

import gemmalab.text.GemmaException;
import java.util.Locale;

/** A number of a configuration that can be edited. */
public enum ConfigurationNumber {
  BATCH("batch_size", 1, 4_096),
  LENGTH("length", 64, 1 << 20),
  LAYERS("num_hidden_layers", 1, 512),
  PATTERN("sliding_window_pattern", 1, 513),
  HIDDEN("hidden_size", 64, 1 << 17),
  FEED_FORWARD("intermediate_size", 128, 1 << 20),
  HEADS("num_attention_heads", 1, 256),
  KEY_VALUE_HEADS("num_key_value_heads", 1, 256),
  HEAD_DIM("head_dim", 16, 1_024),
  WINDOW("sliding_window", 64, 1 << 20),
  VOCABULARY("vocab_size", 1_024, 1 << 24),
  CONTEXT("max_position_embeddings", 256, 1 << 20);

  private final String label;
  private final int step;
  private final int most;

  /**
   * A number.
   *
   * @param label as in {@code config.json}
   * @param step of an arrow key
   * @param most so that every size is still a whole number of bytes
   */
  ConfigurationNumber(String label, int step, int most) {
    this.label = label;
    this.step = step;
    this.most = most;
  }

  /** Key of its name in the messages. */
  String key() {
    return "ui.sizes.number." + name().toLowerCase(Locale.ROOT);
  }

  /** Name of its field. */
  String id() {
    return "size-" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  int step() {
    return step;
  }

  /**
   * Reads what was typed.
   *
   * @throws GemmaException if it is no whole number, or none that can be worked out
   */
  int read(String typed) {
    String digits = typed.strip().replace(",", "");
    if (!digits.matches("-?\\d{1,18}")) {
      throw new GemmaException("error.sizes.noNumber", label, typed.strip());
    }
    long value = Long.parseLong(digits);
    if (value < 1 || value > most) {
      throw new GemmaException("error.sizes.range", label, value, most);
    }
    return (int) value;
  }
}
