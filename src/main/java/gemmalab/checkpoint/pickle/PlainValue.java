package gemmalab.checkpoint.pickle;

import gemmalab.checkpoint.pickle.PickleValue.Entries;
import gemmalab.checkpoint.pickle.PickleValue.Items;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Values that are plain all through: texts, numbers, truth values, lists and maps of them. A value
 * of a pickle may hold itself, or another one a million times, so few and shallow ones are taken.
 */
final class PlainValue {

  private static final int MOST_ENTRIES = 200;
  private static final int MOST_VALUES = 5_000;
  private static final int MOST_OF_ENTRY = 1_000;
  private static final int MOST_DEPTH = 6;

  private int left = MOST_VALUES;
  private int leftOfEntry;

  /** Adds those entries that are plain. */
  void addAll(Entries entries, Map<String, Object> target) {
    entries.map().entrySet().stream()
        .filter(entry -> !(entry.getValue() instanceof TensorView))
        .limit(MOST_ENTRIES)
        .forEach(entry -> add(entry.getKey(), entry.getValue(), target));
  }

  private void add(String key, Object value, Map<String, Object> target) {
    int room = Math.min(left, MOST_OF_ENTRY);
    leftOfEntry = room;
    of(value, MOST_DEPTH)
        .ifPresent(
            plain -> {
              left -= room - leftOfEntry;
              target.put(key, plain);
            });
  }

  /** The value, if it is plain and there is room for it. */
  private Optional<Object> of(Object value, int depth) {
    if (leftOfEntry == 0 || depth == 0) {
      return Optional.empty();
    }
    leftOfEntry--;
    if (value instanceof Items items) {
      return list(items, depth - 1);
    } else if (value instanceof Entries entries) {
      return map(entries, depth - 1);
    } else if (value instanceof StorageType type) {
      return Optional.of(type.dtype());
    }
    boolean isPlain =
        value instanceof String || value instanceof Number || value instanceof Boolean;
    return isPlain ? Optional.of(value) : Optional.empty();
  }

  private Optional<Object> list(Items items, int depth) {
    List<Object> plain = new ArrayList<>();
    for (Object item : items.list()) {
      Optional<Object> each = of(item, depth);
      if (each.isEmpty()) {
        return Optional.empty();
      }
      plain.add(each.get());
    }
    return Optional.of(plain);
  }

  /** What Python calls None is left out; a map with a tensor in it is none. */
  private Optional<Object> map(Entries entries, int depth) {
    Map<String, Object> plain = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : entries.map().entrySet()) {
      if (entry.getValue() != PickleValue.Empty.NONE) {
        Optional<Object> each = of(entry.getValue(), depth);
        if (each.isEmpty()) {
          return Optional.empty();
        }
        plain.put(entry.getKey(), each.get());
      }
    }
    return Optional.of(plain);
  }
}
