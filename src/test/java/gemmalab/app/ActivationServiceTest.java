package gemmalab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import gemmalab.app.OpenModel.Origin;
import gemmalab.checkpoint.ModelFile;
import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Attribution;
import gemmalab.inspect.stage.InterventionEffect;
import gemmalab.inspect.stage.LogitTarget;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.SkippedStage;
import gemmalab.model.ModelStage;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorThread;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ActivationServiceTest {

  private static final Path GOLDEN = Path.of("src/test/resources/golden/hf_tiny_a");
  private static final int VOCABULARY = 97;
  private static final String TEXT = NumberTokenizer.text(4, 8, 15, 16, 23, 42, 8, 15, 16, 4, 9, 9);
  private static final TensorThread TENSORS = TensorThread.start();
  private static final EngineProvider ENGINE = LazyEngine.alone();

  private final ActivationService service = new ActivationService(TENSORS, ENGINE);

  @AfterAll
  static void close() {
    TENSORS.close();
  }

  @Test
  void secondReadingOfTheSameTextIsTheFirst() {
    OpenModel model = model(Origin.FILE);
    Activations first = service.read(model, TEXT).join();
    assertThat(first.hasLens()).isTrue();
    assertThat(service.read(model, TEXT).join()).isSameAs(first);
    assertThat(service.lens(model, first).join()).isSameAs(first);
    assertThat(service.read(model, TEXT, Intervention.NONE.withoutRope()).join())
        .isNotSameAs(first);
  }

  @Test
  void modelInTrainingIsReadAnew() {
    OpenModel model = model(Origin.TRAINING);
    assertThat(service.read(model, TEXT).join()).isNotSameAs(service.read(model, TEXT).join());
  }

  @Test
  void textLongerThanTheContextIsRefused() {
    String text = "7 ".repeat(65);
    assertThatThrownBy(() -> service.read(model(Origin.FILE), text).join())
        .hasMessageContaining("65")
        .hasMessageContaining("64");
  }

  @Test
  void logitIsTakenApartDownToTokensAndUnits() {
    OpenModel model = model(Origin.FILE);
    Activations read = service.read(model, TEXT).join();
    LogitTarget target = LogitTarget.of(11, 5);
    Attribution parts = service.attribution(model, read, 11, 5).join();
    assertThat(parts.logit()).isCloseTo(read.value(ModelStage.LOGITS, -1, 11, 5), within(1e-4));
    double[] sources = service.headSources(model, read, target, 2, 1).join();
    double head =
        parts.parts().stream()
            .filter(part -> part.layer() == 2 && part.head() == 1)
            .mapToDouble(Attribution.Part::value)
            .sum();
    assertThat(Arrays.stream(sources).sum()).isCloseTo(head, within(1e-5));
    assertThat(service.units(model, read, target, 2, 3).join()).hasSize(3);
  }

  static Stream<Intervention> changes() {
    Intervention none = Intervention.NONE;
    return Stream.of(
        none.withoutQkNorm(),
        none.withoutRope(),
        none.withRopeBase(10_000),
        none.without(ModelStage.POST_ATTENTION_NORM, 3),
        none.without(ModelStage.FINAL_NORM, SkippedStage.EVERY_LAYER),
        none.withSlidingWindow(2),
        none.withQueryPreAttnScalar(4));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void changeOfTheModelChangesTheLoss(Intervention change) {
    InterventionEffect effect = service.effect(model(Origin.FILE), TEXT, change).join();
    assertThat(effect.lossIncrease()).isNotCloseTo(0, within(1e-6));
    assertThat(effect.with().losses()).hasSize(11);
    assertThat(effect.with().next()).isNotEqualTo(effect.without().next());
  }

  @Test
  void whatTheModelHasAnywayChangesNothing() {
    GemmaConfig config = model(Origin.FILE).config();
    Intervention same =
        Intervention.NONE
            .withSlidingWindow(config.slidingWindow())
            .withQueryPreAttnScalar(config.queryPreAttnScalar());
    InterventionEffect effect = service.effect(model(Origin.FILE), TEXT, same).join();
    assertThat(effect.with().losses()).isEqualTo(effect.without().losses());
  }

  @Test
  void stageThatIsLeftOutIsItsInput() {
    Activations read =
        service.read(model(Origin.FILE), TEXT, Intervention.NONE.withoutQkNorm()).join();
    assertThat(read.values(ModelStage.NORMED_KEYS, 1, 3))
        .isEqualTo(read.values(ModelStage.KEYS, 1, 3));
  }

  private static OpenModel model(Origin origin) {
    return TENSORS
        .call(
            () ->
                new OpenModel(
                    "tiny",
                    origin,
                    ModelFile.locate(GOLDEN).load(ENGINE.engine().newManager(ComputeDevice.CPU)),
                    new NumberTokenizer(VOCABULARY),
                    null))
        .join();
  }
}
