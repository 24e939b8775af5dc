package gemmalab.checkpoint.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.names.KeyFamily;
import gemmalab.checkpoint.names.ModelShapes;
import gemmalab.checkpoint.tensors.HalfFloats;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.files.DurableFile;
import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelExportTest {

  @TempDir private Path folder;
  private Path untied;
  private Path tied;

  @BeforeEach
  void makeModels() throws IOException {
    untied = RandomModels.write(folder.resolve("untied"), RandomModels.tiny(false));
    tied = RandomModels.write(folder.resolve("tied"), RandomModels.tiny(true));
  }

  @ParameterizedTest
  @EnumSource
  void float32ComesBackBitForBit(ExportFormat format) throws IOException {
    for (Path model : new Path[] {untied, tied}) {
      Path output = folder.resolve(model.getFileName() + "." + format.label());
      export(model, output, format, ExportType.FLOAT32);
      ModelFile read = ModelFile.locate(output);
      ModelFile written = ModelFile.locate(model);
      assertThat(read.config().tieWordEmbeddings()).isEqualTo(written.config().tieWordEmbeddings());
      for (String name : ModelShapes.of(written.config()).keySet()) {
        float[] expected = numbers(written, name);
        if (format == ExportFormat.GGUF && name.endsWith("norm.weight")) {
          for (int i = 0; i < expected.length; i++) {
            expected[i] = (expected[i] + 1) - 1; // stored with 1 added
          }
        }
        assertThat(numbers(read, name)).as(name).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void shorterTypesHoldTheNearestNumbers(ExportFormat format) throws IOException {
    for (ExportType type : new ExportType[] {ExportType.BFLOAT16, ExportType.FLOAT16}) {
      Path output = folder.resolve(type.label() + "." + format.label());
      export(untied, output, format, type);
      for (String name : new String[] {"model.embed_tokens.weight", "lm_head.weight"}) {
        float[] expected = numbers(ModelFile.locate(untied), name);
        for (int i = 0; i < expected.length; i++) {
          expected[i] =
              type == ExportType.FLOAT16
                  ? HalfFloats.fromHalf(HalfFloats.toHalf(expected[i]))
                  : HalfFloats.fromBfloat16(HalfFloats.toBfloat16(expected[i]));
        }
        assertThat(numbers(ModelFile.locate(output), name)).as(name).isEqualTo(expected);
      }
    }
  }

  @Test
  void blocksOf8BitsAreWithinHalfAStepOfTheNumbers() throws IOException {
    Path output = folder.resolve("blocks.gguf");
    export(untied, output, ExportFormat.GGUF, ExportType.Q8_0);
    float[] expected = numbers(ModelFile.locate(untied), "model.embed_tokens.weight");
    float[] read = numbers(ModelFile.locate(output), "model.embed_tokens.weight");
    for (int block = 0; block < expected.length; block += 32) {
      float largest = 0;
      for (int i = block; i < block + 32; i++) {
        largest = Math.max(largest, Math.abs(expected[i]));
      }
      // half a step, and what the scale loses as float16, 127 times
      float allowed = largest / 127 * (0.5f + 127 * 0x1p-11f) * 1.001f;
      for (int i = block; i < block + 32; i++) {
        assertThat(Math.abs(read[i] - expected[i])).isLessThanOrEqualTo(allowed);
      }
    }
  }

  @Test
  void sameModelGivesTheSameBytes() throws IOException {
    for (ExportFormat format : ExportFormat.values()) {
      Path one = folder.resolve("one-" + format.label());
      Path other = folder.resolve("other-" + format.label());
      export(tied, one, format, ExportType.FLOAT32);
      export(tied, other, format, ExportType.FLOAT32);
      if (!format.isFolder()) {
        assertThat(one).hasSameBinaryContentAs(other);
      }
    }
  }

  @Test
  void tiedHeadTakesNoRoomInAStateDictAndIsNotedInSafetensors() throws IOException {
    GemmaConfig config = ModelFile.locate(tied).config();
    long head = (long) config.vocabSize() * config.hiddenSize() * Float.BYTES;
    Path shared = folder.resolve("shared.pt");
    Path twice = folder.resolve("twice.safetensors");
    assertThat(export(tied, shared, ExportFormat.ORIGINAL, ExportType.FLOAT32).notes()).isEmpty();
    assertThat(export(tied, twice, ExportFormat.ORIGINAL_SAFETENSORS, ExportType.FLOAT32).notes())
        .containsExactly(ExportNote.HEAD_WRITTEN_TWICE);
    assertThat(Files.size(twice) - Files.size(shared)).isGreaterThan(head / 2);
    try (TensorFile file = ModelFile.locate(shared).open()) {
      assertThat(file.tensors()).containsKey("out_head.weight");
    }
  }

  @Test
  void numbersTooLargeForFloat16AreRefusedByTheirTensor() throws IOException {
    Path large = RandomModels.write(folder.resolve("large"), RandomModels.tiny(true), 65_520);
    for (ExportFormat format : ExportFormat.values()) {
      Path output = folder.resolve("large." + format.label());
      assertThatThrownBy(() -> export(large, output, format, ExportType.FLOAT16))
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining("65,520")
          .hasMessageContaining("weight");
      assertThat(output).doesNotExist();
    }
    assertNothingLeft();
  }

  @Test
  void blocksAreOnlyGgufs() {
    for (ExportFormat format : ExportFormat.values()) {
      if (format != ExportFormat.GGUF) {
        assertThatThrownBy(() -> new ExportRequest(tied, folder, format, ExportType.Q8_0, false))
            .hasMessageContaining("q8_0")
            .hasMessageContaining(format.label());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void existingOutputIsReplacedOnlyIfAllowed(ExportFormat format) throws IOException {
    Path output = folder.resolve("twice");
    export(tied, output, format, ExportType.FLOAT32);
    assertThatThrownBy(() -> export(tied, output, format, ExportType.FLOAT32))
        .hasMessageContaining("already exists");
    ModelExport.run(
        new ExportRequest(untied, output, format, ExportType.FLOAT32, true), ExportMonitor.NONE);
    assertThat(ModelFile.locate(output).config().tieWordEmbeddings()).isFalse();
    assertNothingLeft();
  }

  @Test
  void nothingButAModelGivesWayToAFolder() throws IOException {
    Path letters = Files.createDirectory(folder.resolve("letters"));
    Files.writeString(letters.resolve("letter.txt"), "Dear");
    Path file = Files.writeString(folder.resolve("file"), "Dear");
    assertThatThrownBy(() -> overwrite(tied, letters, ExportFormat.HUGGINGFACE))
        .hasMessageContaining("not a model folder");
    assertThatThrownBy(() -> overwrite(tied, file, ExportFormat.HUGGINGFACE))
        .hasMessageContaining("not a model folder");
    assertThatThrownBy(() -> overwrite(tied, letters, ExportFormat.GGUF))
        .hasMessageContaining("not a file");
    assertThat(letters.resolve("letter.txt")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"tied", "tied/inside.gguf", "tied/model.safetensors", "."})
  void modelItselfIsNoOutput(String output) throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), tied);
    for (Path model : new Path[] {tied, link}) {
      ExportFormat format = output.contains("/") ? ExportFormat.GGUF : ExportFormat.HUGGINGFACE;
      assertThatThrownBy(() -> overwrite(model, folder.resolve(output), format))
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining("outside the model");
    }
    assertThat(tied.resolve("model.safetensors")).exists();
  }

  @ParameterizedTest
  @CsvSource({"1000, 47000000, false", "1000, 49000000, true"})
  void spaceOfTheDiskIsComparedBefore(long bytes, long free, boolean enough) {
    ExportTarget target = new ExportTarget(folder.resolve("x"));
    if (enough) {
      target.requireSpace(bytes, free);
    } else {
      assertThatThrownBy(() -> target.requireSpace(bytes, free)).hasMessageContaining("47 MB");
    }
  }

  @ParameterizedTest
  @EnumSource
  void cancelledInTheMiddleItLeavesNothing(ExportFormat format) throws IOException {
    boolean[] cancelled = {false};
    ExportMonitor monitor =
        new ExportMonitor(now -> cancelled[0] = now.fraction() > 0.5, () -> cancelled[0]);
    Path output = folder.resolve("cancelled");
    ExportRequest request = new ExportRequest(untied, output, format, ExportType.FLOAT32, false);
    assertThatThrownBy(() -> ModelExport.run(request, monitor))
        .isInstanceOf(CancellationException.class);
    assertThat(output).doesNotExist();
    assertNothingLeft();
  }

  @Test
  void damagedSourceIsNotCalledAFaultOfTheOutput() throws IOException {
    Path other = RandomModels.write(folder.resolve("other"), RandomModels.tiny(false));
    Files.delete(other.resolve("config.json"));
    DurableFile.write(other.resolve("config.json"), "{}");
    assertThatThrownBy(
            () -> export(other, folder.resolve("x.pt"), ExportFormat.ORIGINAL, ExportType.FLOAT32))
        .hasMessageContaining("config.json");
  }

  private ExportResult export(Path model, Path output, ExportFormat format, ExportType type) {
    return ModelExport.run(
        new ExportRequest(model, output, format, type, false), ExportMonitor.NONE);
  }

  private void overwrite(Path model, Path output, ExportFormat format) {
    ModelExport.run(
        new ExportRequest(model, output, format, ExportType.FLOAT32, true), ExportMonitor.NONE);
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).noneMatch(path -> path.getFileName().toString().startsWith(".gemma-lab"));
    }
  }

  private static float[] numbers(ModelFile model, String name) throws IOException {
    try (TensorFile file = model.open()) {
      KeyFamily family = KeyFamily.recognize(file);
      Shape shape = ModelShapes.of(model.config()).getOrDefault(name, new Shape(0));
      float[] numbers = new float[(int) shape.size()];
      file.read(family.of(name), 0, numbers);
      assertThat(numbers).isNotEmpty();
      return numbers;
    }
  }
}
