package gemmalab.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.checkpoint.config.ConfigWriter;
import gemmalab.checkpoint.safetensors.SafetensorsWriter;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.checkpoint.tokenizer.VocabularyJson;
import gemmalab.files.DurableFolder;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.model.TinyModels;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorTurns;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.TextVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OnTensorThread.class)
class ModelFileTest {

  private static final CompactTokenizer TOKENIZER =
      new CompactTokenizer(TextVocabulary.of(Stream.of("a cat"), 1, 1_000));
  private static final GemmaConfig CONFIG = TinyModels.config(TOKENIZER.size(), 64, 8);

  @Test
  void modelComesBackAsItWasWritten(@TempDir Path folder, TensorEngine engine, Scope scope)
      throws IOException {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG)) {
      ModelFolder.write(model, TOKENIZER, folder, TensorTurns.onThisThread());
      ModelFile file = ModelFile.locate(folder);
      assertThat(file.config()).isEqualTo(CONFIG);
      Gemma3Model loaded = file.load(scope.manager());
      model
          .namedWeights()
          .forEach(
              (name, weight) ->
                  assertThat(array(loaded, name)).isEqualTo(weight.array().toFloatArray()));
    }
  }

  @Test
  void folderOfAnotherNameIsNotOpenedInstead(@TempDir Path folder) throws IOException {
    Files.createFile(Files.createDirectory(folder.resolve("foo.old")).resolve("model.safetensors"));
    Path foo = folder.resolve("foo");
    assertThatThrownBy(() -> ModelFile.locate(foo))
        .isInstanceOfSatisfying(
            GemmaException.class, fault -> assertThat(fault.key()).isEqualTo("error.model.missing"))
        .hasMessageContaining(foo.toString());
  }

  /** As when a run puts a new checkpoint in the place of the one that was just found. */
  @Test
  void aModelThatMovesBetweenItsFindingAndItsLoadingIsLoaded(
      @TempDir Path run, TensorEngine engine, Scope scope) throws IOException {
    Path best = run.resolve("best");
    Path staging = Files.createDirectory(run.resolve(".gemma-lab-0123456789abcdef"));
    writeModel(Files.createDirectory(staging.resolve("old")), engine);
    Files.writeString(
        staging.resolve("owner"), "Gemma Lab made this folder to replace the one named:\nbest\n");
    ModelFile found = ModelFile.locate(best);
    assertThat(ModelFile.locate(best).tokenizer().size()).isEqualTo(TOKENIZER.size());

    DurableFolder.recover(best);

    assertThat(found.tokenizer().size()).isEqualTo(TOKENIZER.size());
    assertThat(found.load(scope.manager()).config()).isEqualTo(CONFIG);
  }

  @Test
  void compactVocabularyComesBackWithTheModel(@TempDir Path folder, TensorEngine engine)
      throws IOException {
    writeModel(folder, engine);
    assertThat(ModelFile.locate(folder).tokenizer())
        .isInstanceOfSatisfying(
            CompactTokenizer.class,
            read -> assertThat(read.vocabulary()).isEqualTo(TOKENIZER.vocabulary()));
  }

  @Test
  void modelWithoutAVocabularyHasGpt2s(@TempDir Path folder, TensorEngine engine)
      throws IOException {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG)) {
      ModelFolder.write(model, new Gpt2Tokenizer(), folder, TensorTurns.onThisThread());
    }
    assertThat(folder.resolve("vocabulary.json")).doesNotExist();
    assertThat(ModelFile.locate(folder).tokenizer()).isInstanceOf(Gpt2Tokenizer.class);
    assertThat(folder.resolve("tokenizer_config.json")).content().contains("<|endoftext|>");
    JsonObject model =
        JsonParser.parseString(Files.readString(folder.resolve("tokenizer.json")))
            .getAsJsonObject()
            .getAsJsonObject("model");
    assertThat(model.getAsJsonObject("vocab").size()).isEqualTo(50_257);
    assertThat(model.getAsJsonObject("vocab").get("Once").getAsInt()).isEqualTo(7454);
    assertThat(model.getAsJsonArray("merges")).hasSize(50_000);
  }

  @Test
  void vocabularyOfAnotherSizeIsNamedWithBoth(@TempDir Path folder, TensorEngine engine)
      throws IOException {
    writeModel(folder, engine);
    CompactVocabulary other = TextVocabulary.of(Stream.of("a cat and a dog"), 1, 1_000);
    Files.writeString(folder.resolve("vocabulary.json"), VocabularyJson.write(other));
    ModelFile file = ModelFile.locate(folder);
    assertThatThrownBy(file::tokenizer)
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("vocabulary.json lists " + other.size() + " tokens")
        .hasMessageContaining("config.json in the same folder says " + TOKENIZER.size());
  }

  @Test
  void folderOfARunStandsForItsBestModel(@TempDir Path run, TensorEngine engine)
      throws IOException {
    Path best = Files.createDirectory(run.resolve("best"));
    writeModel(best, engine);
    Files.writeString(run.resolve("config.json"), "{}"); // of the run, not of a model
    assertThat(ModelFile.locate(run).weights()).isEqualTo(ModelFile.locate(best).weights());
  }

  @Test
  void missingPathIsNamed(@TempDir Path folder) {
    Path absent = folder.resolve("absent");
    assertThatThrownBy(() -> ModelFile.locate(absent))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(absent.toString());
  }

  @Test
  void folderWithoutWeightsIsNamed(@TempDir Path folder) {
    assertThatThrownBy(() -> ModelFile.locate(folder))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContaining("best_model_params.pt");
  }

  @Test
  void missingTensorIsNamed(@TempDir Path folder, TensorEngine engine, Scope scope)
      throws IOException {
    Map<String, NDArray> tensors = tensors(engine, scope);
    tensors.remove("model.layers.1.mlp.up_proj.weight");
    assertLoadFails(folder, tensors, scope, "\"model.layers.1.mlp.up_proj.weight\"");
  }

  @Test
  void wrongShapeIsNamedWithBothShapes(@TempDir Path folder, TensorEngine engine, Scope scope)
      throws IOException {
    Map<String, NDArray> tensors = tensors(engine, scope);
    tensors.put("model.norm.weight", scope.manager().zeros(new Shape(17)));
    assertLoadFails(folder, tensors, scope, "\"model.norm.weight\"", "(17)", "(16)");
  }

  @Test
  void tensorsOfAnotherKindOfModelAreRefused(@TempDir Path folder, Scope scope) throws IOException {
    Map<String, NDArray> tensors = Map.of("bert.pooler", scope.manager().zeros(new Shape(1)));
    assertLoadFails(folder, tensors, scope, "\"bert.pooler\"");
  }

  @Test
  void withoutConfigTheShapesTellTheSizes(@TempDir Path folder, TensorEngine engine, Scope scope)
      throws IOException {
    Path weights = folder.resolve("weights.safetensors");
    SafetensorsWriter.write(weights, tensors(engine, scope), TensorTurns.onThisThread());
    ModelFile file = ModelFile.locate(weights);
    assertThat(file.config().vocabSize()).isEqualTo(CONFIG.vocabSize());
    assertThat(file.config().hiddenSize()).isEqualTo(CONFIG.hiddenSize());
    assertThat(file.config().numAttentionHeads()).isEqualTo(CONFIG.numAttentionHeads());
    assertThat(file.config().numKeyValueHeads()).isEqualTo(CONFIG.numKeyValueHeads());
    assertThat(file.config().numHiddenLayers()).isEqualTo(CONFIG.numHiddenLayers());
    file.load(scope.manager()).close();
  }

  @Test
  void loadThatFailsFreesWhatItRead(@TempDir Path folder, TensorEngine engine, Scope scope)
      throws IOException {
    Path weights = folder.resolve(ModelFile.WEIGHTS);
    Map<String, NDArray> tensors = tensors(engine, scope);
    tensors.remove("model.norm.weight");
    tensors.put("model.norm.weight", scope.manager().zeros(new Shape(17)));
    SafetensorsWriter.write(weights, tensors, TensorTurns.onThisThread());
    NDManager manager = engine.newManager(ComputeDevice.CPU);
    assertThatThrownBy(() -> ModelFile.locate(weights).load(manager))
        .isInstanceOf(GemmaException.class);
    assertThat(manager.isOpen()).isFalse();
  }

  private static void writeModel(Path folder, TensorEngine engine) throws IOException {
    try (Gemma3Model model = TinyModels.random(engine, CONFIG)) {
      ModelFolder.write(model, TOKENIZER, folder, TensorTurns.onThisThread());
    }
  }

  private static void assertLoadFails(
      Path folder, Map<String, NDArray> tensors, Scope scope, String... inMessage)
      throws IOException {
    SafetensorsWriter.write(folder.resolve(ModelFile.WEIGHTS), tensors, TensorTurns.onThisThread());
    Files.writeString(
        folder.resolve(ModelFile.CONFIG),
        ConfigWriter.write(CONFIG, TOKENIZER, NumberType.FLOAT32));
    assertThatThrownBy(() -> ModelFile.locate(folder).load(scope.manager()))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(folder.toString())
        .hasMessageContainingAll(inMessage);
  }

  private static Map<String, NDArray> tensors(TensorEngine engine, Scope scope) {
    engine.seed(1);
    Map<String, NDArray> tensors = new LinkedHashMap<>();
    new Gemma3Model(CONFIG, scope.manager())
        .withRandomWeights()
        .namedWeights()
        .forEach((name, weight) -> tensors.put(name, weight.array()));
    return tensors;
  }

  private static float[] array(Gemma3Model model, String name) {
    return java.util.Objects.requireNonNull(model.namedWeights().get(name)).array().toFloatArray();
  }
}
