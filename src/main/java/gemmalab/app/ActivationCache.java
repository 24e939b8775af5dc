package gemmalab.app;

import gemmalab.app.OpenModel.Origin;
import gemmalab.inspect.stage.Activations;
import gemmalab.model.Intervention;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The last texts that were read in each model, so that going back costs no pass; of a large model
 * fewer. A model that is being trained is another one at every look. On the tensor thread.
 */
final class ActivationCache {

  /** 192 MB in each model. */
  private static final long MOST_FLOATS = 48_000_000;

  private static final int MOST_TEXTS = 8;

  private final Map<OpenModel, Map<Question, Activations>> byModel = new WeakHashMap<>();

  private record Question(String text, Intervention intervention) {}

  @Nullable Activations find(OpenModel model, String text, Intervention intervention) {
    return of(model).get(new Question(text, intervention));
  }

  /** A text of this model that has the words of the lens; the one used last. */
  @Nullable Activations lastWithLens(OpenModel model, Intervention intervention) {
    Activations last = null;
    for (Activations each : of(model).values()) {
      if (each.hasLens() && each.intervention().equals(intervention)) {
        last = each;
      }
    }
    return last;
  }

  /** Takes the place of what is kept of the same text. */
  void keep(OpenModel model, Activations activations) {
    if (model.origin() == Origin.TRAINING) {
      return;
    }
    Map<Question, Activations> texts = of(model);
    texts.put(new Question(activations.text(), activations.intervention()), activations);
    while (texts.size() > MOST_TEXTS || (texts.size() > 1 && floats(texts) > MOST_FLOATS)) {
      texts.remove(texts.keySet().iterator().next());
    }
  }

  private static long floats(Map<Question, Activations> texts) {
    return texts.values().stream().mapToLong(Activations::size).sum();
  }

  /** In the order of use, the oldest first. */
  private Map<Question, Activations> of(OpenModel model) {
    return byModel.computeIfAbsent(model, m -> new LinkedHashMap<>(MOST_TEXTS, 0.75f, true));
  }
}
