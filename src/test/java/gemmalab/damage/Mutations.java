package gemmalab.damage;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Changes to a file, by chance. */
final class Mutations {

  /** Headers are at the start of files, directories of zips at the end. */
  private static final int START = 12_000;

  private static final int END = 9_000;
  private static final int LONGEST_PART = 60;

  private static final JsonArray VALUES =
      JsonParser.parseString(
              """
              [null, true, false, 0, 1, 5, -1, 1e9, 4294967297, 9223372036854775807, 1e30, 2.5,
               1e999, -1e999, 1e-400, 1e999999999, 1e-999999999, "NaN", "Infinity", "", "▁", " ",
               "8", "true", "a b", "../../../etc/passwd", "/etc/passwd", "C:\\\\x.safetensors",
               "a\\u0000.safetensors", "\\ud800", "<0x41>", "F32", "F16", "I64", "BPE", {}, [],
               [0, 4], ["a", "b"], [[[[0]]]], {"type": "ByteLevel"}, {"Regex": "("},
               {"rope_type": "linear", "factor": 8}]
              """)
          .getAsJsonArray();

  private final Random random;

  Mutations(long seed) {
    random = new Random(seed);
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** A file with one to three changes. */
  byte[] change(String name, byte[] whole) {
    boolean byValues = random.nextBoolean();
    if (byValues && name.endsWith(".json")) {
      return changeValues(whole);
    } else if (byValues && name.endsWith(".safetensors")) {
      return changeHeader(whole);
    }
    return changeBytes(whole);
  }

  private byte[] changeBytes(byte[] whole) {
    byte[] bytes = whole.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = place(bytes.length);
      int end = Math.min(bytes.length, at + 1 + random.nextInt(LONGEST_PART));
      switch (random.nextInt(8)) {
        case 0 -> set(bytes, at, random.nextInt());
        case 1 -> set(bytes, at, at < bytes.length ? bytes[at] ^ 1 << random.nextInt(8) : 0);
        case 2 -> putLong(bytes, at, 1L << random.nextInt(64));
        case 3 -> putLong(bytes, at, -1 - random.nextInt(100));
        case 4 -> bytes = Arrays.copyOf(bytes, place(bytes.length));
        case 5 -> bytes = spliced(bytes, at, end, new byte[0]);
        case 6 -> bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
        default -> bytes = spliced(bytes, at, end, nested());
      }
    }
    return bytes;
  }

  private byte[] nested() {
    String opening = new String[] {"[", "{\"a\":", "(", "]", "(d", "9"}[random.nextInt(6)];
    return opening.repeat(1 << random.nextInt(12)).getBytes(StandardCharsets.US_ASCII);
  }

  private int place(int length) {
    return switch (random.nextInt(4)) {
      case 0 -> random.nextInt(length + 1);
      case 1 -> Math.max(0, length - random.nextInt(END));
      default -> random.nextInt(Math.min(START, length + 1));
    };
  }

  private static void set(byte[] bytes, int at, int value) {
    if (at < bytes.length) {
      bytes[at] = (byte) value;
    }
  }

  private static void putLong(byte[] bytes, int at, long value) {
    if (at + Long.BYTES <= bytes.length) {
      ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, value);
    }
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
    byte[] spliced = new byte[bytes.length - (to - from) + between.length];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
    return spliced;
  }

  /** Still JSON, with other values and keys. */
  private byte[] changeValues(byte[] whole) {
    JsonElement json = JsonParser.parseString(new String(whole, StandardCharsets.UTF_8));
    for (int change = random.nextInt(3); change >= 0; change--) {
      changeValue(json);
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private byte[] changeHeader(byte[] whole) {
    int length = (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
    byte[] header = changeValues(Arrays.copyOfRange(whole, Long.BYTES, Long.BYTES + length));
    byte[] changed = spliced(whole, Long.BYTES, Long.BYTES + length, header);
    putLong(changed, 0, header.length);
    return changed;
  }

  private void changeValue(JsonElement within) {
    if (within instanceof JsonArray array && !array.isEmpty()) {
      int at = random.nextInt(array.size());
      if (!goDown(array.get(at))) {
        array.set(at, otherValue());
      }
    } else if (within instanceof JsonObject object && !object.isEmpty()) {
      String key =
          object.keySet().stream().skip(random.nextInt(object.size())).findFirst().orElseThrow();
      if (!goDown(object.get(key))) {
        JsonElement old = object.remove(key);
        switch (random.nextInt(5)) {
          case 0 -> object.add(key + "x", old);
          case 1 -> object.add("a\n\u001b[31m" + "b".repeat(2_000), old);
          case 2, 3 -> object.add(key, otherValue());
          default -> {} // it stays away
        }
      }
    }
  }

  private boolean goDown(JsonElement value) {
    boolean down = (value.isJsonArray() || value.isJsonObject()) && random.nextInt(8) > 0;
    if (down) {
      changeValue(value);
    }
    return down;
  }

  private JsonElement otherValue() {
    return VALUES.get(random.nextInt(VALUES.size())).deepCopy();
  }
}
