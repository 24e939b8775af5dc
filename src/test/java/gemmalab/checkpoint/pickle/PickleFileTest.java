package gemmalab.checkpoint.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.safetensors.SafetensorsFile;
import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PickleFileTest {

  static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String TIED_HEAD = "lm_head.weight";
  private static final int CHUNK = 100;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "seed_strided.pt, seed_tiny, 24, float32",
    "seed_legacy_wrapped.pt, seed_tiny, 24, float32",
    "tied_hf.pt, hf_tiny_tied, 24, float32",
    "seed_compiled_f16.pt, seed_tiny, 11, float16",
    "seed_ddp_bf16.pt, seed_tiny, 8, bfloat16",
  })
  void readsTheNumbersThatTorchWrote(String file, String golden, int digits, String type)
      throws IOException {
    int lowest = type.equals("float16") ? -14 : -126;
    assertSame(formats(file), golden, number -> rounded(number, digits, lowest));
    try (PickleFile pickle = PickleFile.open(formats(file))) {
      assertThat(pickle.tensors().values()).extracting(StoredTensor::type).contains(type);
    }
  }

  /** To the nearest number of so many binary digits; of two the even one. */
  private static double rounded(double number, int digits, int lowestExponent) {
    int exponent = Math.max(Math.getExponent(number), lowestExponent);
    double step = Math.scalb(1.0, exponent - digits + 1);
    return Math.rint(number / step) * step;
  }

  static Path formats(String name) {
    return GOLDEN.resolve("formats").resolve(name);
  }

  private static void assertSame(Path file, String golden, DoubleUnaryOperator rounding)
      throws IOException {
    try (PickleFile pickle = PickleFile.open(file);
        SafetensorsFile right =
            SafetensorsFile.open(GOLDEN.resolve(golden).resolve("model.safetensors"))) {
      assertThat(pickle.tensors().keySet()).containsAll(right.tensors().keySet());
      assertThat(pickle.tensors().keySet())
          .filteredOn(name -> !right.tensors().containsKey(name))
          .isSubsetOf(TIED_HEAD);
      for (String name : right.tensors().keySet()) {
        assertThat(stored(pickle, name).shape())
            .as(name)
            .isEqualTo(Objects.requireNonNull(right.tensors().get(name)).shape());
        float[] expected = right.floats(name);
        if (!stored(pickle, name).type().equals("float32")) { // norms may have stayed as they were
          for (int i = 0; i < expected.length; i++) {
            expected[i] = (float) rounding.applyAsDouble(expected[i]);
          }
        }
        assertThat(all(pickle, name)).as(name).containsExactly(expected);
      }
    }
  }

  private static StoredTensor stored(PickleFile file, String name) {
    return Objects.requireNonNull(file.tensors().get(name), name);
  }

  /** All numbers, read in chunks that fit no row. */
  private static float[] all(PickleFile file, String name) throws IOException {
    float[] all = new float[Math.toIntExact(stored(file, name).shape().size())];
    for (int begin = 0; begin < all.length; begin += CHUNK) {
      float[] chunk = new float[Math.min(CHUNK, all.length - begin)];
      file.read(name, begin, chunk);
      System.arraycopy(chunk, 0, all, begin, chunk.length);
    }
    return all;
  }

  /** In the pickle it is there, and its storage is that of the embedding. */
  @Test
  void tiedHeadIsTheEmbedding() throws IOException {
    try (PickleFile file = PickleFile.open(formats("tied_hf.pt"))) {
      assertThat(all(file, TIED_HEAD)).containsExactly(all(file, "model.embed_tokens.weight"));
    }
  }

  @Test
  void isRecognizedByItsFirstBytes() {
    assertThat(PickleFile.recognizes(formats("seed_strided.pt"))).isTrue();
    assertThat(PickleFile.recognizes(formats("seed_legacy_wrapped.pt"))).isTrue();
    assertThat(PickleFile.recognizes(formats("tied_f32.gguf"))).isFalse();
    assertThat(PickleFile.recognizes(GOLDEN.resolve("seed_tiny/model.safetensors"))).isFalse();
    assertThat(PickleFile.recognizes(GOLDEN.resolve("seed_tiny"))).isFalse();
    assertThat(PickleFile.recognizes(folder.resolve("none"))).isFalse();
  }

  @Test
  void readsAnUnpackedArchive() throws IOException {
    for (Map.Entry<String, byte[]> entry : unpacked("tied_hf.pt").entrySet()) {
      Path file = folder.resolve(entry.getKey());
      Files.createDirectories(file.resolveSibling(""));
      Files.write(file, entry.getValue());
    }
    assertThat(PickleFile.recognizes(folder)).isTrue();
    assertSame(folder, "hf_tiny_tied", number -> number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "archive/", "another name/"})
  void readsACompressedArchiveUnderAnyPrefix(String prefix) throws IOException {
    Path file = folder.resolve("packed.pt");
    TorchFiles.zip(file, ZipEntry.DEFLATED, prefix, unpacked("tied_hf.pt"));
    assertSame(file, "hf_tiny_tied", number -> number);
  }

  /** Entries without the folder that they are in. */
  private static Map<String, byte[]> unpacked(String name) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(formats(name).toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        try (InputStream stream = zip.getInputStream(entry)) {
          String inside = entry.getName().substring(entry.getName().indexOf('/') + 1);
          entries.put(inside, stream.readAllBytes());
        }
      }
    }
    return entries;
  }

  @Test
  void compressedTensorsInAnotherOrderAreRefusedWithTheWayOut() throws IOException {
    byte[] pickle = matrix(new long[] {2, 3}, new long[] {1, 2});
    Path file = folder.resolve("t.pt");
    TorchFiles.zip(file, ZipEntry.DEFLATED, "", TorchFiles.entries(pickle, SIX));
    assertThatThrownBy(() -> PickleFile.open(file))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("open the folder");
    assertThat(only(TorchFiles.zip(file, pickle, SIX))).containsExactly(1, 3, 5, 2, 4, 6);
  }

  private static final byte[] SIX = TorchFiles.floats(1, 2, 3, 4, 5, 6);

  private static byte[] matrix(long[] shape, long[] strides) {
    return PickleBytes.begin()
        .ops("}")
        .text("a")
        .tensor("FloatStorage", "0", 6, shape, strides)
        .ops("s")
        .end();
  }

  private static float[] only(Path path) throws IOException {
    try (PickleFile file = PickleFile.open(path)) {
      return all(file, file.tensors().keySet().iterator().next());
    }
  }

  @Test
  void legacyFilesAndFoldersReadAsZipsDo() throws IOException {
    byte[] pickle = matrix(new long[] {3, 2}, new long[] {2, 1});
    float[] six = {1, 2, 3, 4, 5, 6};
    assertThat(only(TorchFiles.zip(folder.resolve("z"), pickle, SIX))).containsExactly(six);
    assertThat(only(TorchFiles.folder(folder.resolve("f"), pickle, SIX))).containsExactly(six);
    assertThat(only(TorchFiles.legacy(folder.resolve("l"), pickle, new long[] {6}, SIX)))
        .containsExactly(six);
  }

  @Test
  void byteOrderOfTheFileCounts() throws IOException {
    Map<String, byte[]> entries =
        TorchFiles.entries(
            matrix(new long[] {6}, new long[] {1}),
            TorchFiles.floats(ByteOrder.BIG_ENDIAN, 1, 2, 3, 4, 5, 6));
    entries.put("byteorder", "big".getBytes(StandardCharsets.US_ASCII));
    Path file = TorchFiles.zip(folder.resolve("big.pt"), ZipEntry.STORED, "a/", entries);
    assertThat(only(file)).containsExactly(1, 2, 3, 4, 5, 6);
  }

  @Test
  void tallTransposedMatrixIsReadAcrossPages() throws IOException {
    int rows = 1_000;
    float[] stored = new float[3 * rows];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = i;
    }
    byte[] pickle =
        PickleBytes.begin()
            .ops("}")
            .text("a")
            .tensor("FloatStorage", "0", 3L * rows, new long[] {rows, 3}, new long[] {1, rows})
            .ops("s")
            .end();
    float[] read = only(TorchFiles.zip(folder.resolve("t.pt"), pickle, TorchFiles.floats(stored)));
    for (int i = 0; i < read.length; i++) {
      assertThat(read[i]).isEqualTo(i % 3 * rows + i / 3);
    }
  }

  @Test
  void whatStandsBesideTheModelIsGivenIfItIsPlain() throws IOException {
    try (PickleFile file = PickleFile.open(formats("seed_legacy_wrapped.pt"))) {
      assertThat(file.besides())
          .containsEntry("meta", Map.of("step", 7L, "note", "legacy", "best", 1.5))
          .doesNotContainKeys("model", "optimizer");
    }
    try (PickleFile file = PickleFile.open(formats("seed_ddp_bf16.pt"))) {
      assertThat(file.besides()).containsEntry("epoch", 2L);
    }
  }

  @Test
  void configurationMayNameATypeAndHaveNones() throws IOException {
    byte[] pickle =
        PickleBytes.begin()
            .ops("}(")
            .text("config")
            .ops("}(")
            .text("n_heads")
            .number(4)
            .text("dtype")
            .global("torch", "bfloat16")
            .text("window")
            .ops("N")
            .text("bases")
            .numbers(10_000, 1_000_000)
            .ops("u")
            .text("model")
            .ops("}")
            .text("module._orig_mod.layers.0._orig_mod.w")
            .tensor("FloatStorage", "0", 6, new long[] {6}, new long[] {1})
            .ops("su")
            .end();
    try (PickleFile file = PickleFile.open(TorchFiles.zip(folder.resolve("c"), pickle, SIX))) {
      assertThat(file.tensors().keySet()).containsExactly("layers.0.w");
      assertThat(file.besides())
          .containsEntry(
              "config",
              Map.of("n_heads", 4L, "dtype", "bfloat16", "bases", List.of(10_000L, 1_000_000L)));
    }
  }

  @ParameterizedTest
  @CsvSource({"LongStorage, int64, 8", "BoolStorage, bool, 1", "ByteStorage, uint8, 1"})
  void otherTypesAreListedAndRefusedWhenRead(String storage, String type, int bytes)
      throws IOException {
    byte[] pickle =
        PickleBytes.begin()
            .ops("}")
            .text("mask")
            .tensor(storage, "0", 4, new long[] {9, 4}, new long[] {0, 1}) // rows are one row
            .ops("s")
            .end();
    Path path = TorchFiles.zip(folder.resolve("mask.pt"), pickle, new byte[4 * bytes]);
    try (PickleFile file = PickleFile.open(path)) {
      assertThat(stored(file, "mask"))
          .isEqualTo(new StoredTensor(type, new Shape(9, 4), 36L * bytes));
      assertThatThrownBy(() -> file.read("mask", 0, new float[1]))
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining(type);
    }
  }

  @Test
  void doublesAndUntypedStoragesAreRead() throws IOException {
    ByteBuffer two = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    two.putDouble(0.5).putDouble(-2);
    byte[] old =
        PickleBytes.begin()
            .ops("}")
            .text("a")
            .tensor("DoubleStorage", "0", 2, new long[] {2}, new long[] {1})
            .ops("s")
            .end();
    assertThat(only(TorchFiles.zip(folder.resolve("o"), old, two.array())))
        .containsExactly(0.5f, -2);
    byte[] untyped =
        PickleBytes.begin()
            .ops("}")
            .text("a")
            .global("torch._utils", "_rebuild_tensor_v3")
            .ops("((")
            .text("storage")
            .global("torch.storage", "UntypedStorage")
            .text("0")
            .text("cuda:0")
            .number(16)
            .ops("tQ")
            .number(1)
            .numbers(1)
            .numbers(1)
            .raw(0x89)
            .ops(")")
            .global("torch", "float64")
            .ops("tRs")
            .end();
    assertThat(only(TorchFiles.zip(folder.resolve("u"), untyped, two.array()))).containsExactly(-2);
  }

  /** As torch of 2017 wrote them: the storage says which part of another it is. */
  @Test
  void partsOfStoragesAreRead() throws IOException {
    byte[] pickle =
        PickleBytes.begin()
            .ops("}")
            .text("a")
            .global("torch._utils", "_rebuild_tensor")
            .ops("((")
            .text("storage")
            .global("torch", "FloatStorage")
            .text("0")
            .text("cpu")
            .number(6)
            .ops("(")
            .text("part")
            .number(2)
            .number(3)
            .ops("ttQ")
            .number(1)
            .numbers(2)
            .numbers(1)
            .ops("tRs")
            .end();
    assertThat(only(TorchFiles.legacy(folder.resolve("l"), pickle, new long[] {6}, SIX)))
        .containsExactly(4, 5);
  }

  @Test
  void sharedStoragesGiveEachTensorItsOwn() throws IOException {
    byte[] pickle =
        PickleBytes.begin()
            .ops("}(")
            .text("tok_emb.weight")
            .tensor("FloatStorage", "0", 6, new long[] {3, 2}, new long[] {2, 1})
            .text("out_head.weight")
            .tensor("FloatStorage", "0", 6, new long[] {2, 3}, new long[] {1, 2})
            .ops("u")
            .end();
    try (PickleFile file = PickleFile.open(TorchFiles.zip(folder.resolve("s"), pickle, SIX))) {
      assertThat(all(file, "tok_emb.weight")).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(all(file, "out_head.weight")).containsExactly(1, 3, 5, 2, 4, 6);
    }
  }
}
