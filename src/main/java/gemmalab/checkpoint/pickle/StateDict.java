package gemmalab.checkpoint.pickle;

import gemmalab.checkpoint.pickle.PickleValue.Entries;
import gemmalab.text.GemmaException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A model's tensors, taken out of what was saved around them.
 *
 * @param tensors by name, without what wrappers of the model put before it
 * @param besides plain values beside the model, such as its configuration
 */
record StateDict(Map<String, TensorView> tensors, Map<String, Object> besides) {

  /** Under which a training script saves the model, the first that is there being taken. */
  private static final List<String> WRAPPERS = List.of("model_state_dict", "state_dict", "model");

  private static final int MOST_WRAPPERS = 4;
  private static final int MOST_KEYS_SHOWN = 8;

  /** What {@code torch.compile} and {@code DistributedDataParallel} put in. */
  private static final Pattern WRAPPED = Pattern.compile("(^|\\.)(?:(?:_orig_mod|module)\\.)+");

  /**
   * Finds the tensors.
   *
   * @throws GemmaException if there are none where they belong
   */
  static StateDict of(Object root, Path path) {
    StateDict found = new StateDict(new LinkedHashMap<>(), new LinkedHashMap<>());
    PlainValue plain = new PlainValue();
    Entries entries = root instanceof Entries map ? map : Entries.none();
    for (int depth = 0; depth < MOST_WRAPPERS; depth++) {
      plain.addAll(entries, found.besides());
      Optional<Entries> wrapped = wrapped(entries);
      if (wrapped.isEmpty()) {
        break;
      }
      entries = wrapped.get();
    }
    for (Map.Entry<String, Object> entry : entries.map().entrySet()) {
      if (entry.getValue() instanceof TensorView tensor) {
        found.add(entry.getKey(), tensor, path);
      }
    }
    if (found.tensors().isEmpty()) {
      throw new GemmaException("error.pickle.noModel", path, keys(entries));
    }
    return found;
  }

  private static Optional<Entries> wrapped(Entries entries) {
    return WRAPPERS.stream()
        .map(entries.map()::get)
        .filter(Entries.class::isInstance)
        .map(Entries.class::cast)
        .findFirst();
  }

  private void add(String name, TensorView tensor, Path path) {
    String unwrapped = WRAPPED.matcher(name).replaceAll("$1");
    if (tensors.putIfAbsent(unwrapped, tensor) != null) {
      throw new GemmaException("error.pickle.twice", path, PickleNames.shown(unwrapped));
    }
  }

  private static String keys(Entries entries) {
    String keys =
        entries.map().keySet().stream()
            .limit(MOST_KEYS_SHOWN)
            .map(PickleNames::shown)
            .collect(Collectors.joining(", "));
    return keys.isEmpty() ? "-" : keys;
  }
}
