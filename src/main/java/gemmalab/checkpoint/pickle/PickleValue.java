package gemmalab.checkpoint.pickle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a pickle can hold beside texts, numbers and truth values. A value can contain itself: none
 * is ever compared, hashed or printed.
 */
final class PickleValue {

  private PickleValue() {}

  /** What holds nothing that is read. */
  enum Empty {
    NONE,
    /** Bytes that were passed over. */
    BYTES
  }

  /** A list or a tuple. */
  record Items(List<Object> list) {
    static Items none() {
      return new Items(new ArrayList<>());
    }
  }

  /** A dictionary. A number as key becomes a text. */
  record Entries(Map<String, Object> map) {
    static Entries none() {
      return new Entries(new LinkedHashMap<>());
    }

    void put(Object key, Object value) throws IOException {
      if (!(key instanceof String || key instanceof Long)) {
        throw new IOException("a key that is neither a text nor a whole number in its pickle");
      }
      map.put(key.toString(), value);
    }
  }

  static Items items(Object value) throws IOException {
    return required(Items.class, value, "a list");
  }

  static Entries entries(Object value) throws IOException {
    return required(Entries.class, value, "a dictionary");
  }

  static String text(Object value) throws IOException {
    return required(String.class, value, "a text");
  }

  /** A size, a stride or a place. */
  static long count(Object value) throws IOException {
    long count = required(Long.class, value, "a whole number");
    if (count < 0) {
      throw new IOException("a size of " + count + " in its pickle");
    }
    return count;
  }

  static <T> T required(Class<T> type, Object value, String what) throws IOException {
    if (!type.isInstance(value)) {
      throw new IOException("its pickle has something else where " + what + " belongs");
    }
    return type.cast(value);
  }
}
