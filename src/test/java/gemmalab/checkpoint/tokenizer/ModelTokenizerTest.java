package gemmalab.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.ModelFolder;
import gemmalab.checkpoint.gguf.GgufType;
import gemmalab.checkpoint.gguf.GgufWriter;
import gemmalab.checkpoint.gguf.ScoredVocabulary;
import gemmalab.generate.FinishReason;
import gemmalab.generate.Generation;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.SamplingSettings;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.model.TinyModels;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorTurns;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.TextVocabulary;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.tokenizer.gemma.Fixture;
import gemmalab.tokenizer.gemma.GemmaTokenizerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OnTensorThread.class)
class ModelTokenizerTest {

  private static final int BOS = 2;
  private static final int END_OF_TURN = 901;

  @TempDir private Path folder;

  @Test
  void gemmasTokenizerIsReadBesideAModelAndWrittenBackByteForByte(TensorEngine engine)
      throws IOException {
    Path tokenizerJson = Fixture.withTurns(Files.createDirectory(folder.resolve("read")));
    Files.writeString(tokenizerJson.resolveSibling("tokenizer_config.json"), "{\"mine\": 1}");
    Path written = write(engine, GemmaTokenizerJson.read(tokenizerJson), 902, "written");
    assertThat(written.resolve("tokenizer.json")).hasSameBinaryContentAs(tokenizerJson);
    assertThat(written.resolve("tokenizer_config.json")).hasContent("{\"mine\": 1}");
    assertThat(written.resolve("special_tokens_map.json")).content().contains("\"<bos>\"");
    Tokenizer read = ModelFile.locate(written).tokenizer();
    for (Fixture.Expected text : Fixture.expected()) {
      assertThat(read.encodePrompt(text.text())).isEqualTo(text.ids());
    }
  }

  @Test
  void configNamesTheTokensThatBeginAndEnd(TensorEngine engine) throws IOException {
    Path written = write(engine, GemmaTokenizerJson.read(Fixture.withTurns(folder)), 902, "it");
    JsonObject config =
        JsonParser.parseString(Files.readString(written.resolve("config.json"))).getAsJsonObject();
    assertThat(config.get("bos_token_id").getAsInt()).isEqualTo(BOS);
    assertThat(config.get("eos_token_id")).hasToString("[1," + END_OF_TURN + "]");
  }

  @Test
  void tokenizerWhoseFileHasGoneIsWrittenFromItsTables(TensorEngine engine) throws IOException {
    Path source = Fixture.withTurns(folder);
    Tokenizer tokenizer = GemmaTokenizerJson.read(source);
    Files.delete(source);
    Tokenizer read = ModelFile.locate(write(engine, tokenizer, 902, "made")).tokenizer();
    for (Fixture.Expected text : Fixture.expected()) {
      assertThat(read.encodePrompt(text.text())).isEqualTo(text.ids());
      assertThat(read.encode(text.text())).isEqualTo(tokenizer.encode(text.text()));
    }
    assertThat(read.stopIds()).isEqualTo(tokenizer.stopIds());
  }

  @Test
  void tokenizerOfAGgufFileComesBackInAFolder(TensorEngine engine) throws IOException {
    Path gguf = folder.resolve("model.gguf");
    GemmaConfig config = TinyModels.config(902, 64, 8).withTieWordEmbeddings(true);
    GgufWriter.write(
        gguf, config, (name, begin, target) -> {}, GgufType.F32, ScoredVocabulary.ofGolden());
    Tokenizer inGguf = ModelFile.locate(gguf).tokenizer();
    assertThat(inGguf.encodePrompt("a")[0]).isEqualTo(BOS);
    Tokenizer inFolder = ModelFile.locate(write(engine, inGguf, 902, "folder")).tokenizer();
    for (Fixture.Expected text : Fixture.expected()) {
      assertThat(inFolder.encodePrompt(text.text())).isEqualTo(inGguf.encodePrompt(text.text()));
    }
    assertThat(inFolder.stopIds()).containsExactlyInAnyOrder(1, END_OF_TURN);
  }

  @Test
  void rowsBeyondTheTokenizersTokensAreNoneOfTheModels(TensorEngine engine, Scope scope)
      throws IOException {
    Path written =
        write(engine, GemmaTokenizerJson.read(Fixture.withTurns(folder)), 1_024, "padded");
    ModelFile file = ModelFile.locate(written);
    assertThat(file.tokenizer().size()).isEqualTo(902);
    assertThat(file.config().vocabSize()).isEqualTo(902);
    List<Integer> chosen = new ArrayList<>();
    try (Gemma3Model model = file.load(scope.manager());
        Generation generation =
            new Generation(
                model,
                engine.kernels(),
                file.tokenizer(),
                new GenerationRequest("a", 20, new SamplingSettings(5.0, null, null, 1L)),
                token -> chosen.add(token.id()))) {
      while (generation.runSlice()) {}
    }
    assertThat(chosen).isNotEmpty().allMatch(id -> id < 902);
  }

  @Test
  void textBeginsWithBosAndStopsAtTheEndOfATurn(TensorEngine engine, Scope scope)
      throws IOException {
    Tokenizer plain = Fixture.tokenizer();
    GemmaConfig config = TinyModels.config(900, 64, 8).withTieWordEmbeddings(false);
    try (Gemma3Model model = TinyModels.random(engine, config)) {
      assertThat(Generation.ids(model, plain, "", List.of())).containsExactly(BOS);
      int first = write(model, engine, plain).get(0);
      Tokenizer ending =
          GemmaTokenizerJson.read(Fixture.changed(folder, json -> rename(json, first)));
      assertThat(ending.isEnd(first)).isTrue();
      assertThat(write(model, engine, ending)).isEmpty();
    }
  }

  /** Makes a token the end of a turn. */
  private static void rename(JsonObject json, int id) {
    JsonObject vocabulary = Fixture.model(json).getAsJsonObject("vocab");
    String name =
        vocabulary.entrySet().stream()
            .filter(token -> token.getValue().getAsInt() == id)
            .findFirst()
            .orElseThrow()
            .getKey();
    vocabulary.remove(name);
    vocabulary.addProperty("<end_of_turn>", id);
    Fixture.model(json).getAsJsonArray("merges").asList().clear();
    JsonObject token =
        JsonParser.parseString(Fixture.added(json).get(0).toString()).getAsJsonObject();
    token.addProperty("id", id);
    token.addProperty("content", "<end_of_turn>");
    Fixture.added(json).add(token);
  }

  /** Three tokens that a model chooses. */
  private static List<Integer> write(Gemma3Model model, TensorEngine engine, Tokenizer tokenizer) {
    List<Integer> ids = new ArrayList<>();
    GenerationRequest request = new GenerationRequest("a", 3, SamplingSettings.GREEDY);
    try (Generation generation =
        new Generation(model, engine.kernels(), tokenizer, request, token -> ids.add(token.id()))) {
      while (generation.runSlice()) {}
      if (ids.isEmpty()) {
        assertThat(generation.end()).isEqualTo(FinishReason.END_OF_TEXT);
      }
    }
    return ids;
  }

  @Test
  void compactVocabularyComesBeforeAnyTokenizerJson(TensorEngine engine) throws IOException {
    CompactTokenizer compact =
        new CompactTokenizer(TextVocabulary.of(Stream.of("a cat"), 1, 1_000));
    Path written = write(engine, compact, compact.size(), "compact");
    Files.writeString(written.resolve("tokenizer.json"), "{\"for others\": \"this fails\"}");
    assertThat(ModelFile.locate(written).tokenizer()).isInstanceOf(CompactTokenizer.class);
  }

  @Test
  void gpt2sTokenizerJsonStaysGpt2sAndAnotherIsRefused() throws IOException {
    ModelTokenizer.write(folder, new Gpt2Tokenizer(), TinyModels.config(50_257, 64, 8));
    assertThat(ModelTokenizer.read(folder, 50_257)).isInstanceOf(Gpt2Tokenizer.class);
    Path unknown = Files.createDirectory(folder.resolve("unknown"));
    Fixture.changed(unknown, json -> Fixture.model(json).addProperty("type", "Unigram"));
    assertThatThrownBy(() -> ModelTokenizer.read(unknown, 900))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("Unigram");
  }

  @Test
  void tokenizerWithMoreTokensThanRowsIsRefusedWithBoth() throws IOException {
    Fixture.withTurns(folder);
    assertThat(ModelTokenizer.read(folder, 900).size()).isEqualTo(900); // the marks come last
    assertThatThrownBy(() -> ModelTokenizer.read(folder, 320))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("320 tokens")
        .hasMessageContaining("902");
  }

  private Path write(TensorEngine engine, Tokenizer tokenizer, int rows, String name)
      throws IOException {
    Path written = Files.createDirectory(folder.resolve(name));
    try (Gemma3Model model = TinyModels.random(engine, TinyModels.config(rows, 64, 8))) {
      ModelFolder.write(model, tokenizer, written, TensorTurns.onThisThread());
    }
    return written;
  }
}
