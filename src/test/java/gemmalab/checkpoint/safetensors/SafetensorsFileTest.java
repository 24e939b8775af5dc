package gemmalab.checkpoint.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorTurns;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(OnTensorThread.class)
class SafetensorsFileTest {

  @Test
  void readsWhatTheWriterWrote(@TempDir Path folder, Scope scope) throws IOException {
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    tensors.put("b", scope.manager().create(new float[] {1, 2, 3, 4, 5, 6}, new Shape(2, 3)));
    tensors.put("a", scope.manager().create(new float[] {-0.5f}));
    Path path = folder.resolve("two.safetensors");
    SafetensorsWriter.write(path, tensors, TensorTurns.onThisThread());
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.tensors().keySet()).containsExactly("b", "a");
      NDArray b = file.readFloat32("b", scope.manager());
      assertThat(b.getShape()).isEqualTo(new Shape(2, 3));
      assertThat(b.toFloatArray()).containsExactly(1, 2, 3, 4, 5, 6);
      assertThat(file.floats("a")).containsExactly(-0.5f);
    }
  }

  @Test
  void writerNeverReplacesAFile(@TempDir Path folder, Scope scope) throws IOException {
    Path path = Files.writeString(folder.resolve("mine.safetensors"), "mine");
    Map<String, NDArray> tensors = Map.of("a", scope.manager().create(new float[] {1}));
    assertThatThrownBy(() -> SafetensorsWriter.write(path, tensors, TensorTurns.onThisThread()))
        .isInstanceOf(FileAlreadyExistsException.class);
    assertThat(path).hasContent("mine");
  }

  @Test
  void writerRefusesOtherTypesThanFloat32(@TempDir Path folder, Scope scope) {
    Map<String, NDArray> tensors = Map.of("ids", scope.ids(new int[] {1}));
    assertThatThrownBy(
            () ->
                SafetensorsWriter.write(
                    folder.resolve("x.safetensors"), tensors, TensorTurns.onThisThread()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ids");
  }

  @Test
  void bf16BecomesFloat32(@TempDir Path folder, Scope scope) throws IOException {
    // 1.0 is 0x3F80, -2.5 is 0xC020, little-endian
    byte[] data = {(byte) 0x80, 0x3F, 0x20, (byte) 0xC0};
    String header = RawSafetensors.header("w", "BF16", "[2]", 0, 4);
    Path path = RawSafetensors.write(folder.resolve("bf16.safetensors"), header, data);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      NDArray w = file.readFloat32("w", scope.manager());
      assertThat(w.getDataType()).isEqualTo(DataType.FLOAT32);
      assertThat(w.toFloatArray()).containsExactly(1f, -2.5f);
    }
  }

  @Test
  void float16BecomesFloat32(@TempDir Path folder, Scope scope) throws IOException {
    // 1.0 is 0x3C00, -2.5 is 0xC100, little-endian
    byte[] data = {0x00, 0x3C, 0x00, (byte) 0xC1};
    String header = RawSafetensors.header("w", "F16", "[2]", 0, 4);
    Path path = RawSafetensors.write(folder.resolve("f16.safetensors"), header, data);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.floats("w")).containsExactly(1f, -2.5f);
    }
  }

  @Test
  void bf16OfMoreThanAChunkIsWhole(@TempDir Path folder, Scope scope) throws IOException {
    int count = (1 << 20) + 3;
    byte[] data = new byte[2 * count];
    data[2 * count - 2] = (byte) 0x80; // the last is 1.0
    data[2 * count - 1] = 0x3F;
    String header = RawSafetensors.header("w", "BF16", "[" + count + ",1]", 0, data.length);
    Path path = RawSafetensors.write(folder.resolve("bf16.safetensors"), header, data);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      float[] values = file.floats("w");
      assertThat(values).hasSize(count);
      assertThat(values[count - 1]).isEqualTo(1f);
      assertThat(values[count - 2]).isZero();
    }
  }

  @Test
  void tensorOutlivesItsFile(@TempDir Path folder, Scope scope) throws IOException {
    Path path = folder.resolve("one.safetensors");
    SafetensorsWriter.write(
        path, Map.of("a", scope.manager().create(new float[] {7, 8})), TensorTurns.onThisThread());
    NDArray read;
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      read = file.readFloat32("a", scope.manager());
    }
    Files.delete(path);
    read.muli(2);
    assertThat(read.toFloatArray()).containsExactly(14, 16);
  }

  @Test
  void eachTensorIsCopiedInATurnOfItsOwn(@TempDir Path folder, Scope scope) throws IOException {
    AtomicInteger turns = new AtomicInteger();
    TensorTurns counted =
        new TensorTurns() {
          @Override
          public <T extends @Nullable Object> T call(Callable<T> slice) {
            turns.incrementAndGet();
            return TensorTurns.onThisThread().call(slice);
          }
        };
    NDArray one = scope.manager().ones(new Shape(1));
    SafetensorsWriter.write(
        folder.resolve("turns.safetensors"), Map.of("a", one, "b", one, "c", one), counted);
    assertThat(turns.get()).isEqualTo(1 + 3); // the header, then each tensor
  }

  /** On Windows nobody could replace a file that is still mapped. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void fileIsNotMappedAfterItWasRead(@TempDir Path folder, Scope scope) throws IOException {
    Path path = folder.resolve("one.safetensors");
    SafetensorsWriter.write(
        path, Map.of("a", scope.manager().ones(new Shape(10_000))), TensorTurns.onThisThread());
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.floats("a")).hasSize(10_000);
    }
    assertThat(Files.readString(Path.of("/proc/self/maps"))).doesNotContain(path.toString());
  }

  @Test
  void tensorOfMoreThanAChunkIsWhole(@TempDir Path folder, Scope scope) throws IOException {
    int count = (1 << 20) + 3;
    NDArray numbers = scope.manager().arange(count).toType(DataType.FLOAT32, false);
    Path path = folder.resolve("large.safetensors");
    SafetensorsWriter.write(
        path, Map.of("a", numbers.reshape(1, count)), TensorTurns.onThisThread());
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.floats("a")).isEqualTo(numbers.toFloatArray());
      assertThat(file.doubles("a")).endsWith(count - 2, count - 1);
    }
  }

  @Test
  void tensorsWithoutADimensionAndWithoutANumberAreRead(@TempDir Path folder, Scope scope)
      throws IOException {
    String one = "\"one\":{\"dtype\":\"F32\",\"shape\":[],\"data_offsets\":[0,4]}";
    String none = "\"none\":{\"dtype\":\"F32\",\"shape\":[0,3],\"data_offsets\":[4,4]}";
    Path path =
        RawSafetensors.write(
            folder.resolve("x.safetensors"),
            "{" + one + "," + none + "}",
            new byte[] {0, 0, (byte) 0x80, 0x3F});
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.floats("one")).containsExactly(1f);
      assertThat(file.floats("none")).isEmpty();
    }
  }

  @Test
  void missingFileIsNamed(@TempDir Path folder) {
    assertFault(folder.resolve("absent.safetensors"), "error.file.missing");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 8, 20, -1})
  void truncatedFileIsNamed(int length, @TempDir Path folder, Scope scope) throws IOException {
    Path whole = folder.resolve("whole.safetensors");
    SafetensorsWriter.write(
        whole, Map.of("a", scope.manager().ones(new Shape(100))), TensorTurns.onThisThread());
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = folder.resolve("cut.safetensors");
    Files.write(cut, Arrays.copyOf(bytes, length < 0 ? bytes.length + length : length));
    assertFault(cut, "error.file.damaged");
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, 1_000, 99_999_999, Long.MAX_VALUE})
  void impossibleHeaderLengthIsADamagedFile(long length, @TempDir Path folder) throws IOException {
    assertFault(
        RawSafetensors.write(folder.resolve("x.safetensors"), length, "{}"), "error.file.damaged");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "this is no JSON",
        "[1, 2]",
        "{\"a\": 3}",
        "{\"a\": {\"shape\": [1], \"data_offsets\": [0, 4]}}",
        "{\"a\": {\"dtype\": \"F32\", \"data_offsets\": [0, 4]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [1]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [1], \"data_offsets\": [0]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [2], \"data_offsets\": [0, 4]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [\"one\"], \"data_offsets\": [0, 4]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [4611686018427387904, 4],"
            + " \"data_offsets\": [0, 4]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [1],"
            + " \"data_offsets\": [9223372036854775800, 9223372036854775804]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [1],"
            + " \"data_offsets\": [18446744073709551616, 18446744073709551620]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [-1], \"data_offsets\": [4, 0]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [-1, -1], \"data_offsets\": [0, 4]}}",
        "{\"a\": {\"dtype\": \"F32\", \"shape\": [18446744073709551617],"
            + " \"data_offsets\": [0, 4]}}"
      })
  void garbageHeaderIsADamagedFile(String header, @TempDir Path folder) throws IOException {
    assertFault(
        RawSafetensors.write(folder.resolve("x.safetensors"), header, new byte[4]),
        "error.file.damaged");
  }

  @Test
  void headerThatIsNestedWithoutEndIsADamagedFile(@TempDir Path folder) throws IOException {
    String header = "{\"a\":" + "[".repeat(200_000);
    assertFault(
        RawSafetensors.write(folder.resolve("x.safetensors"), header), "error.file.damaged");
  }

  /** A causal mask that was saved with a model is of no use, and no harm. */
  @Test
  void typeThatIsNotReadIsNamedOnlyWhenItIsAskedFor(@TempDir Path folder) throws IOException {
    String header = RawSafetensors.header("w", "F8_E4M3", "[1]", 0, 1);
    Path path = RawSafetensors.write(folder.resolve("x.safetensors"), header, new byte[1]);
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThat(file.tensors()).containsKey("w");
      assertThatThrownBy(() -> file.floats("w"))
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining(path.toString())
          .hasMessageContaining("\"w\"")
          .hasMessageContaining("F8_E4M3");
    }
  }

  @Test
  void tensorsThatOverlapAreADamagedFile(@TempDir Path folder) throws IOException {
    String one = "\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
    String other = "\"b\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[4,12]}";
    assertFault(
        RawSafetensors.write(
            folder.resolve("x.safetensors"), "{" + one + "," + other + "}", new byte[12]),
        "error.file.damaged");
  }

  @Test
  void missingTensorIsNamed(@TempDir Path folder, Scope scope) throws IOException {
    Path path = folder.resolve("one.safetensors");
    SafetensorsWriter.write(
        path, Map.of("a", scope.manager().ones(new Shape(1))), TensorTurns.onThisThread());
    try (SafetensorsFile file = SafetensorsFile.open(path)) {
      assertThatThrownBy(() -> file.floats("z"))
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining("\"z\"");
    }
  }

  private static void assertFault(Path path, String key) {
    assertThatThrownBy(() -> SafetensorsFile.open(path))
        .isInstanceOfSatisfying(
            GemmaException.class, fault -> assertThat(fault.key()).isEqualTo(key))
        .hasMessageContaining(path.toString());
  }
}
