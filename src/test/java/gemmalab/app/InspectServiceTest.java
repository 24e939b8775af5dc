package gemmalab.app;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import gemmalab.app.OpenModel.Origin;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.safetensors.SafetensorsFile;
import gemmalab.inspect.AblationResult;
import gemmalab.inspect.AttentionStages;
import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.Inspection;
import gemmalab.inspect.LogitLens;
import gemmalab.inspect.TokenPrediction;
import gemmalab.model.Gemma3Model;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorThread;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The whole path from a text to plain arrays, against Hugging Face's numbers. */
class InspectServiceTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/hf_tiny_a");
  private static final int VOCABULARY = 97;
  private static final int HEADS = 4;
  private static final AttentionHead SOME_HEAD = new AttentionHead(2, 1);
  private static final TensorThread TENSORS = TensorThread.start();
  private static final EngineProvider ENGINE = LazyEngine.alone();

  private final InspectService service =
      new InspectService(
          TENSORS, ENGINE, new ModelService(TENSORS, ENGINE, new DataService(Path.of("unused"))));

  @AfterAll
  static void close() {
    TENSORS.close();
  }

  @Test
  void mapsAreHuggingFaces() {
    for (int row = 0; row < 2; row++) {
      Inspection seen = inspect(model(), text(row), Intervention.NONE);
      for (int layer = 0; layer < seen.weights().length; layer++) {
        float[] golden = golden("attention." + layer);
        float[] ours = flat(seen.weights()[layer]);
        for (int i = 0; i < ours.length; i++) {
          assertThat(ours[i]).isCloseTo(golden[row * ours.length + i], within(1e-5f));
        }
      }
    }
  }

  @Test
  void lensEndsWithTheModelsOwnOutput() {
    LogitLens lens = await(service.lens(model(), text(0), Intervention.NONE));
    float[] logits = golden("logits");
    int tokens = lens.tokens().size();
    assertThat(lens.predictions()).hasSize(7);
    for (int token = 0; token < tokens; token++) {
      double[] softmax = softmax(logits, token * VOCABULARY);
      for (TokenPrediction prediction : lens.predictions().get(6).get(token)) {
        assertThat(prediction.probability()).isCloseTo(softmax[prediction.id()], within(1e-5));
      }
      assertThat(lens.topPrediction(lens.firstTopDepth(token), token).id())
          .isEqualTo(lens.topPrediction(6, token).id());
    }
  }

  @Test
  void lensEndsWithWhatTheInspectionExpectsNext() {
    Inspection seen = inspect(model(), text(0), Intervention.NONE);
    LogitLens lens = await(service.lens(model(), text(0), Intervention.NONE));
    int last = seen.tokens().size() - 1;
    assertThat(seen.next().subList(0, 5)).isEqualTo(lens.predictions().get(6).get(last));
  }

  /** With a vocabulary of 262,144 tokens a lens takes many seconds. */
  @Test
  void othersHaveTheirTurnsWhileALensIsRead() {
    CompletableFuture<LogitLens> lens = service.lens(model(), text(0), Intervention.NONE);
    AtomicInteger turns = new AtomicInteger();
    await(
        TENSORS
            .run(
                () -> {
                  turns.incrementAndGet();
                  return !lens.isDone();
                })
            .thenApply(nothing -> true));
    assertThat(turns.get()).isGreaterThan(await(lens).predictions().size());
  }

  @Test
  void lensOfTheSameTextIsReadOnce() {
    OpenModel model = model();
    LogitLens lens = await(service.lens(model, text(0), Intervention.NONE));
    assertThat(await(service.lens(model, text(0), Intervention.NONE))).isSameAs(lens);
  }

  @Test
  void lossesAreHuggingFaces() {
    double mean = 0;
    for (int row = 0; row < 2; row++) {
      mean += inspect(model(), text(row), Intervention.NONE).loss() / 2;
    }
    assertThat(mean).isCloseTo(golden("loss")[0], within(1e-5));
  }

  @Test
  void ablatedHeadIsAHeadWithoutOutputProjection() {
    Intervention off = Intervention.NONE.withAblatedHeads(Set.of(SOME_HEAD));
    Inspection ablated = inspect(model(), text(0), off);
    OpenModel zeroed = model();
    await(TENSORS.call(() -> zeroOutputProjection(zeroed.model(), SOME_HEAD)));
    Inspection same = inspect(zeroed, text(0), Intervention.NONE);

    assertThat(ablated.losses()).containsExactly(same.losses(), within(1e-6f));
    assertThat(ablated.next().get(0).id()).isEqualTo(same.next().get(0).id());
    assertThat(ablated.loss())
        .isNotCloseTo(inspect(model(), text(0), Intervention.NONE).loss(), within(1e-4));
  }

  @Test
  void allHeadsAreMeasuredByTheirLoss() {
    AblationResult result = await(service.ablateHeads(model(), text(0), 0, share -> {}).result());
    assertThat(result).isNotNull();
    assertThat(result.loss())
        .isCloseTo(inspect(model(), text(0), Intervention.NONE).loss(), within(1e-6));
    Intervention off = Intervention.NONE.withAblatedHeads(Set.of(SOME_HEAD));
    assertThat(result.without()[2][1])
        .isCloseTo(inspect(model(), text(0), off).loss(), within(1e-6));
    assertThat(result.without()).hasDimensions(6, HEADS);
  }

  @Test
  void cancelledMeasurementHasNoResult() {
    InspectService.AblationHandle measuring = service.ablateHeads(model(), text(0), 0, share -> {});
    measuring.cancel();
    assertThat(await(measuring.result())).isNull();
  }

  @Test
  void windowOfOneTokenSeesItselfOnlyButFullLayersSeeAll() {
    Inspection narrow = inspect(model(), text(0), Intervention.NONE.withSlidingWindow(1));
    float[][] sliding = narrow.weights()[0][0];
    for (int row = 0; row < sliding.length; row++) {
      assertThat(sliding[row][row]).isEqualTo(1);
    }
    assertThat(narrow.weights()[5][0][19][0]).isPositive();
  }

  @Test
  void stagesLeadToTheWeights() {
    AttentionHead head = new AttentionHead(0, 3);
    AttentionStages stages = await(service.stages(model(), text(0), Intervention.NONE, head));
    float[][] weights = inspect(model(), text(0), Intervention.NONE).weights()[0][3];
    float[][] masked = stages.at(Stage.MASKED);
    assertThat(stages.at(Stage.SOFTMAX)).isDeepEqualTo(weights);
    assertThat(stages.at(Stage.NORMED)).isNotEqualTo(stages.at(Stage.PROJECTED));
    assertThat(stages.at(Stage.ROTATED)).isNotEqualTo(stages.at(Stage.NORMED));
    for (int row = 0; row < weights.length; row++) {
      double sum = 0;
      for (float score : masked[row]) {
        sum += Float.isNaN(score) ? 0 : Math.exp(score);
      }
      for (int key = 0; key < weights.length; key++) {
        double expected = Float.isNaN(masked[row][key]) ? 0 : Math.exp(masked[row][key]) / sum;
        assertThat(weights[row][key]).isCloseTo((float) expected, within(1e-6f));
      }
    }
  }

  @Test
  void residualStreamIsAsLargeAsHuggingFacesHiddenStates() {
    Inspection seen = inspect(model(), text(0), Intervention.NONE);
    float[] hidden = golden("hidden.3");
    double squares = 0;
    for (int i = 0; i < 32; i++) {
      squares += hidden[i] * hidden[i];
    }
    assertThat(seen.residual().stream()).hasDimensions(6, 20);
    assertThat(seen.residual().attention()).hasDimensions(6, 20);
    assertThat((double) seen.residual().stream()[3][0])
        .isCloseTo(Math.sqrt(squares / 32), within(1e-5));
  }

  @Test
  void secondLookAtTheSameTextIsTheFirst() {
    OpenModel model = model();
    assertThat(inspect(model, text(0), Intervention.NONE))
        .isSameAs(inspect(model, text(0), Intervention.NONE))
        .isNotSameAs(inspect(model, text(0), Intervention.NONE.withSlidingWindow(2)));
  }

  private Inspection inspect(OpenModel model, String text, Intervention intervention) {
    return await(service.inspect(model, text, intervention));
  }

  private static OpenModel model() {
    return await(
        TENSORS.call(
            () ->
                new OpenModel(
                    "tiny",
                    Origin.FILE,
                    ModelFile.locate(GOLDEN).load(ENGINE.engine().newManager(ComputeDevice.CPU)),
                    new NumberTokenizer(VOCABULARY),
                    null)));
  }

  private static boolean zeroOutputProjection(Gemma3Model model, AttentionHead head) {
    String name = "model.layers." + head.layer() + ".self_attn.o_proj.weight";
    NDArray projection = requireNonNull(model.namedWeights().get(name)).array(); // [C, H · D]
    long size = projection.getShape().get(1) / HEADS;
    projection.set(new NDIndex(":, {}:{}", head.head() * size, (head.head() + 1) * size), 0);
    return true;
  }

  private static String text(int row) {
    try (SafetensorsFile file = open()) {
      return NumberTokenizer.text(file.intRows("input_ids")[row]);
    }
  }

  private static float[] golden(String name) {
    try (SafetensorsFile file = open()) {
      return file.floats(name);
    }
  }

  private static SafetensorsFile open() {
    return SafetensorsFile.open(GOLDEN.resolve("golden.safetensors"));
  }

  private static double[] softmax(float[] logits, int from) {
    double[] chances = new double[VOCABULARY];
    double sum = 0;
    for (int i = 0; i < VOCABULARY; i++) {
      chances[i] = Math.exp(logits[from + i]);
      sum += chances[i];
    }
    for (int i = 0; i < VOCABULARY; i++) {
      chances[i] /= sum;
    }
    return chances;
  }

  private static float[] flat(float[][][] maps) {
    int tokens = maps[0].length;
    float[] flat = new float[maps.length * tokens * tokens];
    int at = 0;
    for (float[][] map : maps) {
      for (float[] row : map) {
        System.arraycopy(row, 0, flat, at, tokens);
        at += tokens;
      }
    }
    return flat;
  }

  private static <T extends @Nullable Object> T await(CompletableFuture<T> future) {
    return future.join();
  }
}
