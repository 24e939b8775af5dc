package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import gemmalab.checkpoint.ModelFile;
import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.tokens.TokenFolder;
import gemmalab.model.Gemma3Model;
import gemmalab.model.TinyModels;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorTurns;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.train.TrainingExport.Existing;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(OnTensorThread.class)
class TrainingExportTest {

  @TempDir static Path folder;

  private static final Tokenizer TOKENIZER = tokenizer();
  private static final TokenizedCorpus CORPUS = new TokenizedCorpus(tokens(900), tokens(200));
  private static Path export = Path.of("");
  private static TrainConfig config = TinyRun.config(Path.of("cats.txt"), 20);
  private static float[] weight = {};

  @BeforeAll
  static void writeOne() {
    export = folder.resolve("export");
    config = config.withModel(TinyModels.config(TOKENIZER.size(), 96, 8));
    write(export, Existing.REFUSE);
  }

  @Test
  void tokensAreReadBack() {
    TokenizedCorpus read = TokenFolder.open(export, TOKENIZER.size());
    assertThat(TextFingerprint.of(read)).isEqualTo(TextFingerprint.of(CORPUS));
  }

  @Test
  void modelIsReadBackWithItsVocabulary() {
    ModelFile file = ModelFile.locate(export.resolve(TrainingExport.MODEL));
    assertThat(file.tokenizer().size()).isEqualTo(TOKENIZER.size());
    try (Gemma3Model model = file.load(TensorEngine.onThisThread().newManager(ComputeDevice.CPU))) {
      assertThat(firstWeight(model)).isEqualTo(weight);
    }
  }

  @Test
  void recipeIsTheRunsConfigurationWithEachOfItsNumbers() throws IOException {
    JsonObject run = recipe().getAsJsonObject("run");
    assertThat(RunJson.GSON.fromJson(run, TrainConfig.class)).isEqualTo(config);
    assertThat(missing(TrainConfig.class, run, "")).isEmpty();
    assertThat(RunJson.GSON.fromJson(recipe().get("text"), TextFingerprint.class))
        .isEqualTo(TextFingerprint.of(CORPUS));
  }

  /** A number of the recipe that no script reads would be passed over there. */
  @Test
  void scriptsReadEachNumberThatDecidesHowARunTrains() throws IOException {
    StringBuilder sources = new StringBuilder();
    for (String name : List.of("train.py", "windows.py", "run_folder.py")) {
      sources.append(Files.readString(export.resolve(name)));
    }
    Set<String> numbers = new TreeSet<>(Set.of("seed", "precision", "end_of_text"));
    numbers.add("bits_per_character_of_a_nat");
    Stream.of(
            BatchPlan.class,
            LearningRateSchedule.class,
            OptimizerConfig.class,
            EvaluationPlan.class,
            StoppingCriteria.class)
        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
        .map(TrainingExportTest::key)
        .forEach(numbers::add);
    assertThat(numbers).hasSizeGreaterThan(20);
    assertThat(numbers).allSatisfy(key -> assertThat(sources).contains("\"" + key + "\""));
  }

  @Test
  void folderWithAnythingInItIsRefused() {
    assertThatThrownBy(() -> write(export, Existing.REFUSE))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("not empty")
        .hasMessageContaining("--overwrite");
  }

  @Test
  void onlyAnExportIsReplaced() throws IOException {
    Path photos = Files.createDirectory(folder.resolve("photos"));
    Files.writeString(photos.resolve("cat.txt"), "a cat");
    assertThatThrownBy(() -> write(photos, Existing.REPLACE))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("other than an export");
    assertThat(photos.resolve("cat.txt")).exists();
  }

  @Test
  void exportWithARunInItIsNeverReplaced() throws IOException {
    Path trained = folder.resolve("trained");
    write(trained, Existing.REFUSE);
    write(trained, Existing.REPLACE);
    Path run = Files.createDirectory(trained.resolve(TrainingExport.RUN));
    assertThatThrownBy(() -> write(trained, Existing.REPLACE))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("contains a run");
    assertThat(run).exists();
  }

  private static Set<String> missing(Class<?> type, JsonElement json, String prefix) {
    Set<String> missing = new TreeSet<>();
    for (RecordComponent component : type.getRecordComponents()) {
      String key = key(component);
      if (!json.getAsJsonObject().has(key)) {
        missing.add(prefix + key);
      } else if (component.getType().isRecord()) {
        missing.addAll(
            missing(component.getType(), json.getAsJsonObject().get(key), prefix + key + "."));
      }
    }
    return missing;
  }

  private static String key(RecordComponent component) {
    SerializedName named = field(component);
    return named == null ? RunJson.key(component.getName()) : named.value();
  }

  private static SerializedName field(RecordComponent component) {
    try {
      return component
          .getDeclaringRecord()
          .getDeclaredField(component.getName())
          .getAnnotation(SerializedName.class);
    } catch (NoSuchFieldException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonObject recipe() throws IOException {
    return JsonParser.parseString(Files.readString(export.resolve(TrainingExport.RECIPE)))
        .getAsJsonObject();
  }

  private static void write(Path into, Existing existing) {
    TensorEngine engine = TensorEngine.onThisThread();
    TrainSetup setup =
        new TrainSetup(config, CORPUS, TOKENIZER, engine, ComputeDevice.CPU, event -> {});
    try (Gemma3Model model = setup.newModel()) {
      TrainingExport.write(setup, model, into, existing, TensorTurns.onThisThread());
      weight = firstWeight(model);
    }
  }

  private static float[] firstWeight(Gemma3Model model) {
    return model.namedWeights().values().iterator().next().array().toFloatArray();
  }

  private static Tokenizer tokenizer() {
    long[] uses = new long[50_257];
    Arrays.fill(uses, 300, 340, 9L);
    return new CompactTokenizer(CompactVocabulary.counting(uses, 1, 400));
  }

  private static TokenSequence tokens(int count) {
    return TokenSequence.of(IntStream.range(0, count).map(i -> i * i % TOKENIZER.size()).toArray());
  }
}
