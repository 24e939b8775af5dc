package gemmalab.checkpoint.safetensors;

import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a header says of one tensor. It is read value by value: a tree of all that a file may nest
 * would take thirty times its size.
 *
 * @param begin of its bytes, after the header
 * @param end behind its bytes
 */
record HeaderEntry(String name, String type, long[] shape, long begin, long end) {

  private static final String METADATA = "__metadata__";
  private static final int MOST_DIMENSIONS = 64;

  /** Reads a whole header. */
  static List<HeaderEntry> readAll(String header) throws IOException {
    JsonReader json = new JsonReader(new StringReader(header));
    json.setStrictness(Strictness.STRICT);
    List<HeaderEntry> entries = new ArrayList<>();
    json.beginObject();
    while (json.hasNext()) {
      String name = json.nextName();
      if (name.equals(METADATA)) {
        json.skipValue();
      } else {
        entries.add(read(name, json));
      }
    }
    json.endObject();
    if (json.peek() != JsonToken.END_DOCUMENT) {
      throw new IOException("its header goes on after its end");
    }
    return entries;
  }

  private static HeaderEntry read(String name, JsonReader json) throws IOException {
    String type = null;
    long[] shape = null;
    long[] place = null;
    Set<String> keys = new HashSet<>();
    json.beginObject();
    while (json.hasNext()) {
      String key = json.nextName();
      if (!keys.add(key)) {
        throw new IOException("tensor " + name + " has " + key + " twice");
      }
      switch (key) {
        case "dtype" -> type = json.nextString();
        case "shape" -> shape = sizes(json);
        case "data_offsets" -> place = sizes(json);
        default -> throw new IOException("tensor " + name + " has the unknown key " + key);
      }
    }
    json.endObject();
    return of(name, type, shape, place);
  }

  private static HeaderEntry of(
      String name, @Nullable String type, long @Nullable [] shape, long @Nullable [] place)
      throws IOException {
    if (type == null || shape == null || place == null) {
      throw new IOException("tensor " + name + " lacks its type, shape or place");
    } else if (place.length != 2 || place[0] > place[1]) {
      throw new IOException("tensor " + name + " has no place in the file");
    }
    return new HeaderEntry(name, type, shape, place[0], place[1]);
  }

  private static long[] sizes(JsonReader json) throws IOException {
    List<Long> sizes = new ArrayList<>();
    json.beginArray();
    while (json.hasNext()) {
      sizes.add(size(json));
      if (sizes.size() > MOST_DIMENSIONS) {
        throw new IOException("a tensor of more than " + MOST_DIMENSIONS + " dimensions");
      }
    }
    json.endArray();
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  /** A number from 0 on; one that does not fit 64 bits is no wrapped one, but damage. */
  private static long size(JsonReader json) throws IOException {
    if (json.peek() != JsonToken.NUMBER) {
      throw new IOException("a size that is no number");
    }
    long size = new BigDecimal(json.nextString()).longValueExact();
    if (size < 0) {
      throw new IOException("a size of " + size);
    }
    return size;
  }
}
