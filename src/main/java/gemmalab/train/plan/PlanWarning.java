package gemmalab.train.plan;

import gemmalab.text.Messages;
import java.util.List;

/**
 * A warning about a configuration, in any language. The run starts anyway: it may be intended.
 *
 * @param key key of the sentence in {@code messages.properties}
 */
public record PlanWarning(String key, List<Object> values) {

  static PlanWarning of(String key, Object... values) {
    return new PlanWarning(key, List.of(values));
  }

  public String in(Messages messages) {
    return messages.format(key, values.toArray());
  }
}
