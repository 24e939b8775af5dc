package gemmalab.app;

import gemmalab.app.OpenModel.Origin;
import gemmalab.model.Intervention;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * The last things that were seen in each model, so that going back costs no pass. A model that is
 * being trained is another one at every look. On the tensor thread.
 */
final class InspectionCache {

  /** The maps of one text are up to 75 MB for 18 layers. */
  private static final int KEPT_FOR_A_MODEL = 6;

  private final Map<OpenModel, Map<InspectionKey<?>, Object>> byModel = new WeakHashMap<>();

  /** What was asked: what is to be seen, of which text, and what was changed. */
  record InspectionKey<T>(Class<T> type, String text, Intervention intervention) {}

  /** The answer, if it is known. */
  <T> Optional<T> known(OpenModel model, InspectionKey<T> question) {
    Object known = byModel.getOrDefault(model, Map.of()).get(question);
    return Optional.ofNullable(known).map(question.type()::cast);
  }

  <T> T get(OpenModel model, InspectionKey<T> question, Supplier<T> look) {
    if (model.origin() == Origin.TRAINING) {
      return look.get();
    }
    Map<InspectionKey<?>, Object> answers = byModel.computeIfAbsent(model, m -> new LruCache());
    Object known = answers.get(question);
    if (known == null) {
      known = look.get();
      answers.put(question, known);
    }
    return question.type().cast(known);
  }

  /** Forgets the answer that was not asked for the longest. */
  private static final class LruCache extends LinkedHashMap<InspectionKey<?>, Object> {
    private static final long serialVersionUID = 1L;

    LruCache() {
      super(KEPT_FOR_A_MODEL, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<InspectionKey<?>, Object> eldest) {
      return size() > KEPT_FOR_A_MODEL;
    }
  }
}
