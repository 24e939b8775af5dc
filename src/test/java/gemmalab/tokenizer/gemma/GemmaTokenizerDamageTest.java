package gemmalab.tokenizer.gemma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

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
import java.util.List;
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

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1e9",
          "4294967297",
          "1e999",
          "\"\"",
          "\"▁\"",
          "{}",
          "[]",
          "[[[[",
          "\"\\ud800\"",
          "\"<0x41>\"",
          "{\"type\":\"BPE\"}",
          "\"a b\"",
          ",",
          "}",
          "\"");

  @TempDir private Path folder;

  @Test
  void mutatedFilesAreReadOrAreSentences() throws IOException {
    byte[] whole = Files.readAllBytes(Fixture.FILE);
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Path file = Files.write(folder.resolve("mutated.json"), mutated(whole, random));
      refused +=
          assertTimeoutPreemptively(Duration.ofSeconds(2), () -> isRefused(file), "seed 42, " + i)
              ? 1
              : 0;
    }
    assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
  }

  /** Half of the changes are in the first bytes and in the last before the merges: the settings. */
  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole;
    for (int change = random.nextInt(3); change >= 0; change--) {
      int settings = Math.min(bytes.length, 2_000);
      int at = random.nextInt(random.nextBoolean() ? settings : bytes.length);
      int end = Math.min(bytes.length, at + random.nextInt(40));
      switch (random.nextInt(6)) {
        case 0 -> bytes = spliced(bytes, at, at + 1, new byte[] {(byte) random.nextInt()});
        case 1 -> bytes = spliced(bytes, at, end, new byte[0]);
        case 2 -> bytes = spliced(bytes, at, at, Arrays.copyOfRange(bytes, at, end));
        case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, random.nextInt(bytes.length)));
        default -> bytes = withAnotherValue(bytes, at, random);
      }
    }
    return bytes;
  }

  /** Puts another value where the next one stands. */
  private static byte[] withAnotherValue(byte[] bytes, int at, Random random) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int from = text.indexOf(random.nextBoolean() ? ": " : ", ", at) + 2;
    int to = from;
    while (to < text.length() && ",}]".indexOf(text.charAt(to)) < 0) {
      to++;
    }
    String value = VALUES.get(random.nextInt(VALUES.size()));
    return spliced(bytes, from, to, value.getBytes(StandardCharsets.UTF_8));
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
