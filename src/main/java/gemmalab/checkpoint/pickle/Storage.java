package gemmalab.checkpoint.pickle;

import gemmalab.checkpoint.pickle.PickleValue.Empty;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Numbers in a row that tensors share.
 *
 * @param key by which the archive finds its bytes
 * @param begin index of its first number among those of the key
 * @param count of its numbers
 */
record Storage(StorageType type, String key, long begin, long count) {

  /** Torch counts, or took the address in memory; anything else might lead out of a folder. */
  private static final Pattern KEY = Pattern.compile("[A-Za-z0-9_-]{1,64}");

  /**
   * Reads how a pickle names a storage: the word "storage", its type, key, device and size; in
   * files of 2017 also which part of another storage it is.
   */
  static Storage named(List<Object> parts) throws IOException {
    if (parts.size() < 5 || !PickleValue.text(parts.get(0)).equals("storage")) {
      throw new IOException("its pickle refers to something that is no storage");
    }
    StorageType type =
        PickleValue.required(StorageType.class, parts.get(1), "the type of a storage");
    String key = PickleValue.text(parts.get(2));
    if (!KEY.matcher(key).matches()) {
      throw new IOException("a storage has the key " + PickleNames.shown(key));
    }
    Storage whole = new Storage(type, key, 0, PickleValue.count(parts.get(4)));
    whole.end();
    return parts.size() > 5 && parts.get(5) != Empty.NONE
        ? whole.part(PickleValue.items(parts.get(5)).list())
        : whole;
  }

  /** A part: its own key, the index of its first number and how many it has. */
  private Storage part(List<Object> view) throws IOException {
    if (view.size() != 3) {
      throw new IOException("a part of storage " + key + " is described in another way");
    }
    long first = PickleValue.count(view.get(1));
    long numbers = PickleValue.count(view.get(2));
    if (first > count || numbers > count - first) {
      throw new IOException("a part of storage " + key + " reaches beyond its end");
    }
    return new Storage(type, key, first, numbers);
  }

  /** The same bytes as numbers of another type. */
  Storage as(StorageType other) throws IOException {
    if (other == type) {
      return this;
    }
    long beginByte = begin * type.bytes();
    if (beginByte % other.bytes() != 0) {
      throw new IOException("storage " + key + " begins in the middle of a number");
    }
    return new Storage(other, key, beginByte / other.bytes(), count * type.bytes() / other.bytes());
  }

  /** Bytes of the key that must be there. */
  long end() {
    return Math.multiplyExact(Math.addExact(begin, count), (long) type.bytes());
  }
}
