package gemmalab.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import gemmalab.text.GemmaException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged file is a sentence, and nothing worse. */
class GgufDamageTest {

  /** By hand more are tried: {@code -Dgguf.mutations=20000}. */
  private static final int MUTATIONS = Integer.getInteger("gguf.mutations", 2_000);

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long MEGABYTES_BESIDE = 16L << 20;
  private static final int TENSORS_BEGIN = 12_576;
  private static final int VERSION_AT = 4;
  private static final int TENSORS_AT = 8;
  private static final int KEYS_AT = 16;

  @TempDir private Path folder;
  private byte[] whole;

  @BeforeEach
  void readWholeFile() throws IOException {
    whole = Files.readAllBytes(Golden.gguf("q4_0"));
  }

  @Test
  void mutatedFilesAreReadOrAreSentences() throws IOException {
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      Path file = Files.write(folder.resolve("mutated.gguf"), mutated(random));
      refused +=
          assertTimeoutPreemptively(Duration.ofSeconds(2), () -> isRefused(file), "seed 42, " + i)
              ? 1
              : 0;
    }
    assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
  }

  /** Bytes are changed, numbers replaced by extreme ones, parts cut out or doubled. */
  private byte[] mutated(Random random) {
    byte[] bytes = whole.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = random.nextInt(Math.min(bytes.length, TENSORS_BEGIN) - Long.BYTES);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> putLong(bytes, at, 1L << random.nextInt(64));
        case 3 -> putLong(bytes, at, -1 - random.nextInt(100));
        case 4 -> bytes = Arrays.copyOf(bytes, TENSORS_BEGIN + random.nextInt(bytes.length));
        default -> {
          int from = random.nextInt(TENSORS_BEGIN - 100);
          System.arraycopy(bytes, from, bytes, at, Math.min(50, bytes.length - at));
        }
      }
    }
    return bytes;
  }

  /** What is allocated in all is more than what is ever held at once. */
  private static boolean isRefused(Path file) throws IOException {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    boolean refused = isRefusedOrWhole(file);
    assertThat(THREADS.getCurrentThreadAllocatedBytes() - before)
        .isLessThan(2 * Files.size(file) + MEGABYTES_BESIDE);
    return refused;
  }

  /** Whether a file is refused with a sentence; if it is not, all of it can be read. */
  private static boolean isRefusedOrWhole(Path file) throws IOException {
    try (GgufModel model = GgufModel.open(file)) {
      assertThat(model.tokenizer().tokens()).doesNotContainNull();
      assertThat(model.tokenizer().merges()).doesNotContainNull();
      for (String name : model.tensors().keySet()) {
        long numbers = GgufModelTest.stored(model, name).shape().size();
        model.read(name, 0, new float[(int) Math.min(64, numbers)]);
      }
      return false;
    } catch (GemmaException e) {
      assertThat(e.getMessage()).contains(".").doesNotContain("java.", "Exception");
      return true;
    }
  }

  private static void putLong(byte[] bytes, int at, long value) {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, value);
  }

  private static void putInt(byte[] bytes, int at, int value) {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
  }

  @Test
  void everyCutIsASentence() throws IOException {
    for (int length = 0; length < whole.length; length += 997) {
      Path file = Files.write(folder.resolve("cut.gguf"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> GgufModel.open(file)).isInstanceOf(GemmaException.class);
    }
  }

  @Test
  void versionsAndByteOrdersThatAreNotReadAreNamed() throws IOException {
    assertSentence(bytes -> putInt(bytes, VERSION_AT, 1), "version 1");
    assertSentence(bytes -> putInt(bytes, VERSION_AT, 4), "version 4");
    assertSentence(bytes -> putInt(bytes, VERSION_AT, 3 << 24), "big-endian");
    assertSentence(bytes -> bytes[0] = 'X', "not GGUF");
  }

  @Test
  void versionTwoIsRead() throws IOException {
    putInt(whole, VERSION_AT, 2);
    try (GgufModel model = GgufModel.open(Files.write(folder.resolve("two.gguf"), whole))) {
      assertThat(model.config().numHiddenLayers()).isEqualTo(6);
    }
  }

  @Test
  void hugeCountsTakeNoMemory() throws IOException {
    assertSentence(bytes -> putLong(bytes, TENSORS_AT, 1L << 60), "tensors");
    assertSentence(bytes -> putLong(bytes, KEYS_AT, 1L << 60), "keys");
    assertSentence(bytes -> putLong(bytes, KEYS_AT, -1), "a count of");
    int tokens = after(whole, "tokenizer.ggml.tokens") + 2 * Integer.BYTES;
    assertSentence(bytes -> putLong(bytes, tokens, 1L << 60), "it ends after");
    int scores = after(whole, "tokenizer.ggml.scores") + 2 * Integer.BYTES;
    assertSentence(bytes -> putLong(bytes, scores, 1L << 40), "it ends after");
    assertSentence(bytes -> putLong(bytes, scores, Long.MAX_VALUE), "values");
  }

  @Test
  void shapesThatOverflowAreSentences() throws IOException {
    int shape = after(whole, "token_embd.weight") + Integer.BYTES;
    assertSentence(bytes -> putLong(bytes, shape, 1L << 62), "larger than any file");
    assertSentence(bytes -> putLong(bytes, shape + Long.BYTES, 1L << 40), "it ends before");
    assertSentence(bytes -> putLong(bytes, shape, 63), "no whole blocks");
  }

  @Test
  void tensorsThatOverlapAreNamed() throws IOException {
    int offset = after(whole, "blk.0.attn_norm.weight") + 2 * Integer.BYTES + Long.BYTES;
    assertSentence(bytes -> putLong(bytes, offset, 0), "overlap");
  }

  @Test
  void whatIsNotReadIsNamed() throws IOException {
    int type = after(whole, "token_embd.weight") + Integer.BYTES + 2 * Long.BYTES;
    assertSentence(bytes -> putInt(bytes, type, 99), "type 99");
    int architecture = after(whole, "general.architecture") + Integer.BYTES + Long.BYTES;
    assertSentence(bytes -> bytes[architecture + 5] = '2', "gemma2");
    assertSentence(bytes -> rename(bytes, "gemma3.vocab_size", "gemma3.vocab_sine"), "vocab_sine");
    assertSentence(
        bytes -> rename(bytes, "gemma3.block_count", "gemma3.block_cound"), "gemma3.block_count");
  }

  @Test
  void tensorOfATypeThatIsNotReadIsListedAndRefusedWhenRead() throws IOException {
    int type = after(whole, "token_embd.weight") + Integer.BYTES + 2 * Long.BYTES;
    putInt(whole, type, BlockType.MXFP4.id());
    try (GgufModel model = GgufModel.open(Files.write(folder.resolve("mxfp4.gguf"), whole))) {
      String name = "model.embed_tokens.weight";
      assertThat(GgufModelTest.stored(model, name).type()).isEqualTo("MXFP4");
      assertThatThrownBy(() -> model.read(name, 0, new float[1]))
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining("MXFP4");
    }
  }

  private static void rename(byte[] bytes, String key, String other) {
    byte[] name = other.getBytes(StandardCharsets.UTF_8);
    System.arraycopy(name, 0, bytes, after(bytes, key) - name.length, name.length);
  }

  /** Where a text ends that comes but once. */
  private static int after(byte[] bytes, String text) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(text) + text.length();
  }

  private void assertSentence(Consumer<byte[]> damage, String reason) throws IOException {
    byte[] bytes = whole.clone();
    damage.accept(bytes);
    Path file = Files.write(folder.resolve("damaged.gguf"), bytes);
    assertThatThrownBy(() -> GgufModel.open(file))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }
}
