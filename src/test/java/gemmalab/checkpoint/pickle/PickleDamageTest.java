package gemmalab.checkpoint.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import gemmalab.checkpoint.tensors.TensorReader;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A damaged file is a sentence, and nothing worse. */
class PickleDamageTest {

  /** Of each form; by hand more are tried: {@code -Dpickle.mutations=20000}. */
  private static final int MUTATIONS = Integer.getInteger("pickle.mutations", 1_000);

  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final long MEGABYTES_BESIDE = 16L << 20;
  private static final int DIRECTORY_BYTES = 9_000;
  private static final int PICKLE_BYTES = 10_000;
  private static final byte[] ONE = TorchFiles.floats(1);
  private static final long[] SHAPE = {1};

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"seed_strided.pt", "seed_legacy_wrapped.pt"})
  void mutatedFilesAreReadOrAreSentences(String name) throws IOException {
    byte[] whole = Files.readAllBytes(PickleFileTest.formats(name));
    Random random = new Random(42);
    int refused = 0;
    Path file = folder.resolve("mutated.pt");
    for (int i = 0; i < MUTATIONS; i++) {
      write(file, mutated(whole, random));
      refused +=
          assertTimeoutPreemptively(Duration.ofSeconds(2), () -> isRefused(file), "seed 42, " + i)
              ? 1
              : 0;
    }
    assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS - 1);
  }

  /** Bytes are changed, numbers replaced by extreme ones, parts cut out or doubled. */
  private static byte[] mutated(byte[] whole, Random random) {
    byte[] bytes = whole.clone();
    for (int change = random.nextInt(3); change >= 0; change--) {
      int at = place(bytes.length, random);
      switch (random.nextInt(7)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> putLong(bytes, at, 1L << random.nextInt(64));
        case 3 -> putLong(bytes, at, -1 - random.nextInt(100));
        case 4 -> bytes = Arrays.copyOf(bytes, PICKLE_BYTES + random.nextInt(bytes.length));
        case 5 -> bytes[at] = (byte) "(.0123]})tuesbRQqrhjKMJXcN".charAt(random.nextInt(26));
        default -> {
          int from = place(bytes.length, random);
          int length = Math.min(50, bytes.length - Math.max(from, at));
          System.arraycopy(bytes, from, bytes, at, length);
        }
      }
    }
    return bytes;
  }

  /** In the pickle, which is at the start, or in the zip's directory, at the end. */
  private static int place(int length, Random random) {
    return random.nextInt(3) > 0
        ? random.nextInt(PICKLE_BYTES)
        : length - 8 - random.nextInt(Math.min(DIRECTORY_BYTES, length - 8));
  }

  /** Only both ends, where mutants differ, if the rest is there: writing all took most time. */
  private static void write(Path path, byte[] bytes) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      boolean same = file.length() == bytes.length;
      int end = same ? bytes.length - DIRECTORY_BYTES - Long.BYTES : 0;
      file.setLength(bytes.length);
      file.write(bytes, 0, same ? PICKLE_BYTES + 100 : 0);
      file.seek(end);
      file.write(bytes, end, bytes.length - end);
    }
  }

  private static void putLong(byte[] bytes, int at, long value) {
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, value);
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
  private static boolean isRefusedOrWhole(Path path) {
    try (PickleFile file = PickleFile.open(path)) {
      for (String name : file.tensors().keySet()) {
        long numbers = Objects.requireNonNull(file.tensors().get(name)).shape().size();
        TensorReader.read(file, name, 0, new float[(int) Math.min(64, numbers)]);
      }
      return false;
    } catch (GemmaException e) {
      assertThat(e.getMessage()).contains(".").doesNotContain("java.", "Exception");
      return true;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"seed_strided.pt", "seed_legacy_wrapped.pt"})
  void everyCutIsASentence(String name) throws IOException {
    byte[] whole = Files.readAllBytes(PickleFileTest.formats(name));
    for (int length = 0; length < whole.length; length += 997) {
      Path file = Files.write(folder.resolve("cut.pt"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> PickleFile.open(file)).isInstanceOf(GemmaException.class);
    }
  }

  private static byte[] one() {
    return named("a");
  }

  private static byte[] named(String... names) {
    PickleBytes pickle = PickleBytes.begin().ops("}");
    for (String name : names) {
      pickle.text(name).tensor("FloatStorage", "0", 1, SHAPE, SHAPE).ops("s");
    }
    return pickle.end();
  }

  private static void assertSentence(Path file, String reason) {
    assertThatThrownBy(() -> PickleFile.open(file))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining(reason);
  }

  private Path zip(int method, Map<String, byte[]> entries) throws IOException {
    return TorchFiles.zip(folder.resolve("a.pt"), method, "", entries);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../evil", "a/../../evil", "..", "/etc/evil", "C:/evil", "a\\evil", "../data.pkl"})
  void entriesThatLeadOutOfTheArchiveAreNamed(String name) throws IOException {
    Map<String, byte[]> entries = TorchFiles.entries(one(), ONE);
    entries.put(name, ONE);
    assertSentence(zip(ZipEntry.STORED, entries), name);
  }

  @Test
  void zipBombsAreSentences() throws IOException {
    Map<String, byte[]> storage = TorchFiles.entries(one(), new byte[40_000_000]);
    assertSentence(zip(ZipEntry.DEFLATED, storage), "unpacked it would have");
    byte[] marks = PickleBytes.begin().ops("(".repeat(1_000_000)).end();
    assertSentence(zip(ZipEntry.DEFLATED, TorchFiles.entries(marks, ONE)), "memory");
  }

  /** The list of entries at the end is whole; what is wrong shows only when numbers are read. */
  @ParameterizedTest
  @ValueSource(ints = {ZipEntry.STORED, ZipEntry.DEFLATED})
  void entryThatIsDamagedIsNamedWhenItIsRead(int method) throws IOException {
    Path path = zip(method, TorchFiles.entries(one(), ONE));
    byte[] bytes = Files.readAllBytes(path);
    int header = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("data/0") - 30;
    bytes[header] = 'X';
    Files.write(path, bytes);
    try (PickleFile file = PickleFile.open(path)) {
      assertThatThrownBy(() -> TensorReader.read(file, "a", 0, new float[1]))
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining(path + " is damaged")
          .hasMessageContaining("its entry data/0 is not whole");
    }
  }

  @Test
  void zipOfSomethingElseIsSaidToBeOne() throws IOException {
    assertSentence(zip(ZipEntry.STORED, Map.of("word/document.xml", ONE)), "one data.pkl");
    Map<String, byte[]> entries = TorchFiles.entries(one(), ONE);
    entries.put("second/data.pkl", one());
    assertSentence(zip(ZipEntry.STORED, entries), "it has 2");
  }

  @Test
  void storageThatIsMissingOrTooShortIsASentence() throws IOException {
    assertSentence(TorchFiles.zip(folder.resolve("a"), one()), "tensor a");
    assertSentence(TorchFiles.zip(folder.resolve("b"), one(), new byte[3]), "tensor a");
    assertSentence(TorchFiles.folder(folder.resolve("c"), one(), new byte[3]), "tensor a");
    Path legacy = folder.resolve("d");
    assertSentence(TorchFiles.legacy(legacy, one(), new long[] {9}, ONE), "storage 0");
    assertSentence(TorchFiles.legacy(legacy, one(), new long[] {-1}, ONE), "size of -1");
    assertSentence(TorchFiles.legacy(legacy, one(), new long[] {1L << 62}, ONE), "overflow");
    assertSentence(TorchFiles.legacy(legacy, one(), new long[] {0}, ONE), "tensor a");
    assertSentence(TorchFiles.legacy(legacy, one(), new long[] {1, 1}, ONE, ONE), "storage");
  }

  @Test
  void byteOrderThatIsNoneIsNamed() throws IOException {
    Map<String, byte[]> entries = TorchFiles.entries(one(), ONE);
    entries.put("byteorder", "middle".getBytes(StandardCharsets.US_ASCII));
    assertSentence(zip(ZipEntry.STORED, entries), "middle");
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // where making a link needs a right
  void linksInAFolderAreNotFollowed() throws IOException {
    Path elsewhere = TorchFiles.folder(folder.resolve("elsewhere"), one(), ONE);
    Path linked = TorchFiles.folder(folder.resolve("one"), one());
    Files.createSymbolicLink(linked.resolve("data/0"), elsewhere.resolve("data/0"));
    assertSentence(linked, "0 is missing, or a link");
    Path data = Files.createDirectory(folder.resolve("two"));
    Files.write(data.resolve("data.pkl"), one());
    Files.createSymbolicLink(data.resolve("data"), elsewhere.resolve("data"));
    assertSentence(data, "it is a link");
    Path pickle = Files.createDirectories(folder.resolve("three"));
    Files.createDirectory(pickle.resolve("data"));
    Files.createSymbolicLink(pickle.resolve("data.pkl"), elsewhere.resolve("data.pkl"));
    assertSentence(pickle, "data.pkl is missing, or a link");
  }

  @Test
  void missingModelsAreSentences() throws IOException {
    assertSentence(folder.resolve("none.pt"), "no file");
    byte[] optimizer = PickleBytes.begin().ops("}").text("optimizer").ops("}s").end();
    assertSentence(TorchFiles.zip(folder.resolve("o"), optimizer), "optimizer");
    assertSentence(
        TorchFiles.zip(folder.resolve("l"), PickleBytes.begin().ops("]").end()), "found: -");
  }

  @Test
  void tensorsThatGetOneNameAreNamed() throws IOException {
    byte[] pickle = named("module.a", "_orig_mod.a");
    assertSentence(
        TorchFiles.zip(folder.resolve("two.pt"), pickle, ONE), "two tensors named \"a\"");
  }

  /** Beside them the model's own name stays: {@code module} is no prefix of it. */
  @Test
  void namesThatOnlyBeginAlikeStay() throws IOException {
    byte[] pickle = named("modules.a", "my_module.b");
    Path path = TorchFiles.zip(folder.resolve("two.pt"), pickle, ONE);
    try (PickleFile file = PickleFile.open(path)) {
      assertThat(file.tensors()).containsOnlyKeys("modules.a", "my_module.b");
    }
  }

  @Test
  void entriesAreCheckedWhateverTheirOrder() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put("data/0", ONE);
    entries.put("data.pkl", one());
    try (PickleFile file = PickleFile.open(zip(ZipEntry.STORED, entries))) {
      float[] number = new float[1];
      file.read("a", 0, number);
      assertThat(number).containsExactly(1);
    }
  }
}
