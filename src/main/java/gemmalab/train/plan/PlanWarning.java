package gemmalab.train.plan;

import gemmalab.text.Messages;
import java.util.List;

/**
 * Something odd in a configuration, as a sentence that every language can say. The run goes on: it
 * may be meant so.
 *
 * @param key of the sentence in {@code messages.properties}
 */
public record PlanWarning(String key, List<Object> values) {

  static PlanWarning of(String key, Object... values) {
    return new PlanWarning(key, List.of(values));
  }

  public String in(Messages messages) {
    return messages.format(key, values.toArray());
  }
}
