package gemmalab.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.model.GemmaConfig;
import gemmalab.model.LayerType;
import gemmalab.model.ModelPreset;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GgufWriterTest {

  @TempDir private Path folder;

  /** The fixtures were written by llama.cpp's own converter. */
  @ParameterizedTest
  @EnumSource
  void tensorsAreThoseOfLlamaCppsConverterBitForBit(GgufType type) throws IOException {
    Path file = folder.resolve("written.gguf");
    writeTied(file, type);
    try (GgufFile ours = GgufFile.open(file);
        GgufFile theirs = GgufFile.open(Golden.gguf(type.label()))) {
      assertThat(ours.tensors()).containsExactlyInAnyOrderEntriesOf(theirs.tensors());
      for (String name : theirs.tensors().keySet()) {
        int numbers = (int) GgufModelTest.stored(theirs, name).shape().size();
        float[] written = new float[numbers];
        float[] wanted = new float[numbers];
        ours.read(name, 0, written);
        theirs.read(name, 0, wanted);
        assertThat(written).as(name).isEqualTo(wanted);
      }
    }
  }

  @Test
  void configurationAndTokenizerComeBack() throws IOException {
    Path written = folder.resolve("written.gguf");
    writeTied(written, GgufType.F32);
    try (GgufModel ours = GgufModel.open(written);
        GgufModel theirs = GgufModel.open(Golden.gguf("f32"))) {
      assertThat(ours.config()).isEqualTo(theirs.config());
      assertThat(ours.tokenizer()).isEqualTo(theirs.tokenizer());
    }
  }

  /** What was read once loses nothing more, norms included. */
  @Test
  void float32ComesBackBitForBit() throws IOException {
    Path first = folder.resolve("first.gguf");
    Path second = folder.resolve("second.gguf");
    writeTied(first, GgufType.F32);
    try (GgufModel model = GgufModel.open(first)) {
      GgufWriter.write(second, model.config(), model::read, GgufType.F32, model.tokenizer());
    }
    assertThat(second).hasSameBinaryContentAs(first);
  }

  private static void writeTied(Path path, GgufType type) throws IOException {
    Golden golden = Golden.open(Golden.TIED.resolve("model.safetensors"));
    try (GgufModel fixture = GgufModel.open(Golden.gguf("f32"))) {
      GgufWriter.write(
          path,
          fixture.config(),
          (name, begin, target) -> {
            float[] all = golden.floats(name);
            System.arraycopy(all, (int) begin, target, 0, target.length);
          },
          type,
          fixture.tokenizer());
    }
  }

  @Test
  void gpt2sTokenizerComesBackPaddedToTheRows() throws IOException {
    Path written = folder.resolve("gpt2.gguf");
    GemmaConfig config = tiny(List.of(LayerType.SLIDING, LayerType.FULL), 8, 50_304, 500);
    GgufTokenizer tokenizer = GgufTokenizer.of(new Gpt2Tokenizer());
    GgufWriter.write(written, config, (name, begin, target) -> {}, GgufType.Q8_0, tokenizer);
    try (GgufModel model = GgufModel.open(written)) {
      assertThat(model.config()).isEqualTo(config);
      assertThat(GgufModelTest.stored(model, "lm_head.weight").type())
          .isEqualTo("F32"); // rows of 8
      GgufTokenizer read = model.tokenizer();
      assertThat(read.tokens()).hasSize(50_304).contains("Ġthe", "<|endoftext|>", "[PAD50257]");
      assertThat(read.types().get(50_256)).isEqualTo(GgufTokenizer.CONTROL);
      assertThat(read.types().get(50_303)).isEqualTo(GgufTokenizer.UNUSED);
      assertThat(read.merges()).hasSize(50_000).startsWith("Ġ t", "Ġ a", "h e");
      assertThat(read.ids().eos()).isEqualTo(50_256);
      assertThat(read.addBos()).isFalse();
    }
  }

  @Test
  void linearScalingOfGlobalLayersComesBack() throws IOException {
    Path written = folder.resolve("scaled.gguf");
    GemmaConfig config =
        scaled(tiny(List.of(LayerType.SLIDING, LayerType.FULL), 8, 50_304, 500), 1, 8);
    GgufTokenizer tokenizer = GgufTokenizer.of(new Gpt2Tokenizer());
    GgufWriter.write(written, config, (name, begin, target) -> {}, GgufType.F32, tokenizer);
    try (GgufModel model = GgufModel.open(written)) {
      assertThat(model.config()).isEqualTo(config);
      model.requireGpt2Tokens();
    }
    assertRefused(scaled(config, 2, 8), "local layers");
  }

  @Test
  void tokensThatAreNotGpt2sAreNamed() {
    try (GgufModel model = GgufModel.open(Golden.gguf("f32"))) {
      assertThatThrownBy(model::requireGpt2Tokens)
          .isInstanceOf(GemmaException.class)
          .hasMessageContaining("320 tokens");
    }
  }

  private static GemmaConfig scaled(GemmaConfig of, double local, double global) {
    return new GemmaConfig(
        of.vocabSize(),
        of.maxPositionEmbeddings(),
        of.hiddenSize(),
        of.intermediateSize(),
        of.numAttentionHeads(),
        of.numKeyValueHeads(),
        of.headDim(),
        of.layerTypes(),
        of.slidingWindow(),
        of.ropeLocalBase(),
        of.ropeGlobalBase(),
        of.queryPreAttnScalar(),
        of.rmsNormEps(),
        of.tieWordEmbeddings(),
        of.padTokenId(),
        local,
        global);
  }

  @Test
  void modelsThatLlamaCppDoesNotComputeAreRefused() {
    List<LayerType> uneven = List.of(LayerType.FULL, LayerType.SLIDING);
    assertRefused(tiny(uneven, 8, 50_257, 10_000), "evenly spaced");
    assertRefused(tiny(List.of(LayerType.FULL), 16, 50_257, 10_000), "query_pre_attn_scalar");
    assertRefused(tiny(List.of(LayerType.FULL), 8, 50_000, 10_000), "50,257 tokens");
    assertThat(folder).isEmptyDirectory();
  }

  private void assertRefused(GemmaConfig config, String reason) {
    GgufTokenizer tokenizer = GgufTokenizer.of(new Gpt2Tokenizer());
    Path path = folder.resolve("refused.gguf");
    assertThatThrownBy(
            () ->
                GgufWriter.write(
                    path, config, (name, begin, target) -> {}, GgufType.F32, tokenizer))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void compactVocabularyKeepsItsTokensAndGpt2sMerges() {
    long[] uses = new long[Gpt2Tokenizer.SIZE];
    uses[new Gpt2Tokenizer().encode(" the")[0]] = 9;
    CompactVocabulary vocabulary = CompactVocabulary.counting(uses, 1, 300);
    GgufTokenizer written = GgufTokenizer.of(new CompactTokenizer(vocabulary));
    assertThat(written.tokens()).hasSize(258).startsWith("!").endsWith("Ġthe", "<|endoftext|>");
    assertThat(written.types()).hasSize(258).endsWith(GgufTokenizer.CONTROL);
    assertThat(written.ids().eos()).isEqualTo(257);
    assertThat(written.merges()).hasSize(50_000);
  }

  @Test
  void fileThatCannotBeFinishedLeavesTheOldOne() throws IOException {
    Path path = Files.writeString(folder.resolve("old.gguf"), "old");
    GemmaConfig config = tiny(List.of(LayerType.FULL), 8, 50_257, 10_000);
    GgufWriter.Source failing =
        (name, begin, target) -> {
          throw new IOException("disk full");
        };
    GgufTokenizer tokenizer = GgufTokenizer.of(new Gpt2Tokenizer());
    assertThatThrownBy(() -> GgufWriter.write(path, config, failing, GgufType.F32, tokenizer))
        .isInstanceOf(IOException.class);
    assertThat(path).hasContent("old");
    assertThat(Arrays.asList(folder.toFile().list())).containsExactly("old.gguf");
  }

  private static GemmaConfig tiny(
      List<LayerType> layers, double scalar, int vocabulary, double localBase) {
    double eps = ModelPreset.NANO.config().rmsNormEps();
    return new GemmaConfig(
        vocabulary, 64, 8, 16, 2, 1, 8, layers, 16, localBase, 1e6, scalar, eps, false, -1);
  }
}
