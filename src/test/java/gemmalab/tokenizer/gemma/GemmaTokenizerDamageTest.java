package gemmalab.tokenizer.gemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is a sentence, and nothing worse. */
class GemmaTokenizerDamageTest {

  /** By hand more are tried: {@code -Dtokenizer.mutations=20000}. */
  private static final int MUTATIONS = Integer.getInteger("tokenizer.mutations", 1_000);

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long MEGABYTES_BESIDE = 16L << 20;
  private static final String HARD_TEXT = "Once  upon <bos> 猫😀▁\uD800 <0x0A>\n\t".repeat(3);

  private static final JsonArray VALUES =
      JsonParser.parseString(
              """
              [null, true, false, 0, 1, 5, -1, 1e9, 4294967297, 2.5, 1e999, "", "▁", " ", "a b",
               "the", "\\ud800", "<0x41>", "<eos>", "BPE", {}, [], ["a", "b"], [[[[0]]]],
               {"type": "ByteLevel"}, {"Regex": "("}]
              """)
          .getAsJsonArray();

  @TempDir private Path folder;

  @Test
  void mutatedFilesAreReadOrAreSentences() throws IOException {
    byte[] whole = Files.readAllBytes(Fixture.FILE);
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = random.nextBoolean() ? bytesChanged(whole, random) : valuesChanged(random);
      Path file = Files.write(folder.resolve("mutated.json"), mutated);
      refused +=
          assertTimeoutPreemptively(Duration.ofSeconds(2), () -> isRefused(file), "seed 42, " + i)
              ? 1
              : 0;
    }
    assertThat(refused).isBetween(MUTATIONS / 2, MUTATIONS * 39 / 40);
  }

  /** Mostly no JSON any more. */
  private static byte[] bytesChanged(byte[] whole, Random random) {
    byte[] bytes = whole;
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(bytes.length);
      int end = Math.min(bytes.length, at + random.nextInt(40));
      switch (random.nextInt(4)) {
        case 0 -> bytes = spliced(bytes, at, at + 1, new byte[] {(byte) random.nextInt()});
        case 1 -> bytes = spliced(bytes, at, end, new byte[0]);
        case 2 -> bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
        default -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
      }
    }
    return bytes;
  }

  /** Still JSON, with other values. */
  private static byte[] valuesChanged(Random random) throws IOException {
    JsonObject json = Fixture.json();
    for (int change = random.nextInt(3); change >= 0; change--) {
      changeValue(json, random);
    }
    return json.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void changeValue(JsonElement within, Random random) {
    if (within instanceof JsonArray array && !array.isEmpty()) {
      int at = random.nextInt(array.size());
      if (!goDown(array.get(at), random)) {
        array.set(at, otherValue(random));
      }
    } else if (within instanceof JsonObject object && !object.isEmpty()) {
      String key = object.keySet().stream().skip(random.nextInt(object.size())).findFirst().get();
      if (!goDown(object.get(key), random)) {
        JsonElement old = object.remove(key);
        switch (random.nextInt(4)) {
          case 0 -> object.add(key + "x", old);
          case 1 -> object.add("new", old);
          case 2 -> object.add(key, otherValue(random));
          default -> {} // it stays away
        }
      }
    }
  }

  private static boolean goDown(JsonElement value, Random random) {
    boolean down = (value.isJsonArray() || value.isJsonObject()) && random.nextInt(8) > 0;
    if (down) {
      changeValue(value, random);
    }
    return down;
  }

  private static JsonElement otherValue(Random random) {
    return VALUES.get(random.nextInt(VALUES.size()));
  }

  private static byte[] spliced(byte[] bytes, int from, int to, byte[] between) {
    byte[] spliced = new byte[bytes.length - (to - from) + between.length];
    System.arraycopy(bytes, 0, spliced, 0, from);
    System.arraycopy(between, 0, spliced, from, between.length);
    System.arraycopy(bytes, to, spliced, from + between.length, bytes.length - to);
    return spliced;
  }

  /** What is allocated in all is more than what is ever held at once. */
  private static boolean isRefused(Path file) throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean refused = isRefusedOrWhole(file);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(2 * Files.size(file) + MEGABYTES_BESIDE);
    return refused;
  }

  /** Whether a file is refused with a sentence; if it is not, its tokenizer works. */
  private static boolean isRefusedOrWhole(Path file) {
    try {
      Tokenizer tokenizer = GemmaTokenizerJson.read(file);
      int[] ids = tokenizer.encode(HARD_TEXT);
      assertThat(IntStream.of(ids)).allMatch(id -> id >= 0 && id < tokenizer.size());
      assertThat(TextStream.decode(tokenizer, ids)).contains("猫😀");
      TextStream.decode(tokenizer, IntStream.range(0, tokenizer.size()).toArray());
      return false;
    } catch (GemmaException e) {
      assertThat(e.getMessage()).contains(".").doesNotContain("java.", "com.", "Exception");
      return true;
    }
  }
}
