package gemmalab.ui.attention;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.app.Lab;
import gemmalab.inspect.AblationResult;
import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.picture.HeadMap;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.Preset;
import gemmalab.text.Language;
import gemmalab.ui.attention.AttentionViewModel.Seen;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.shell.Problems;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The view models without a window, with the real engine and an untrained nano behind them. */
class AttentionModelsTest {

  private static final AttentionHead HEAD = new AttentionHead(2, 1);
  private static final int WAIT_MILLIS = 60_000;

  private final ManualUiThread ui = new ManualUiThread();
  private final Lab lab = Lab.forTerminal();
  private final Problems problems = new Problems(new Texts(Language.ENGLISH));
  private final OpenModelState openModel = new OpenModelState(lab.models(), ui, problems);
  private final AttentionModels models =
      AttentionModels.of(lab.inspection(), openModel, problems, ui);
  private final AttentionViewModel attention = models.attention();

  @BeforeEach
  void open() throws Exception {
    openModel.open(Preset.NANO);
    await(() -> openModel.model().get() != null);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void theFirstVisitLooksByItself() throws Exception {
    assertThat(attention.busy().get()).isFalse();
    attention.visit();
    await(() -> attention.seen().get() != null);
    assertThat(seen().plain().tokens()).contains(" Nora");
  }

  @Test
  void aHeadThatIsOffChangesLossAndNextTokenButNotThePlainOnes() throws Exception {
    look();
    double before = seen().plain().loss();

    attention.toggle(HEAD);
    await(() -> seen().question().intervention().ablatedHeads().contains(HEAD));

    assertThat(seen().plain().loss()).isEqualTo(before);
    assertThat(seen().changed().loss()).isNotEqualTo(before);
    attention.allOn();
    await(() -> seen().question().intervention().equals(Intervention.NONE));
    assertThat(seen().changed().loss()).isEqualTo(before);
  }

  @Test
  void whileOneLookIsUnderWayOnlyTheLastWishCounts() throws Exception {
    look();
    for (int keys = 1; keys <= 9; keys++) {
      attention.setWindow(keys);
    }
    await(() -> seen().localWindow() == 9);
    assertThat(seen().window(0)).isEqualTo(9);
  }

  @Test
  void theModelsOwnWindowIsNoChange() throws Exception {
    look();
    attention.setWindow(3);
    attention.setWindow(AttentionViewModel.own(seen()));
    assertThat(attention.intervention().get()).isEqualTo(Intervention.NONE);
  }

  @Test
  void stagesAreTakenWhenTheyAreAskedFor() throws Exception {
    look();
    attention.head().set(HEAD);
    assertThat(map().stage()).isEqualTo(Stage.SOFTMAX);

    models.map().stage().set(Stage.ROTATED);
    await(() -> map().stage() == Stage.ROTATED);
    assertThat(map().has(0, 5)).as("scores look ahead before the mask").isTrue();
    models.map().stage().set(Stage.MASKED);
    assertThat(map().has(0, 5)).isFalse();
  }

  @Test
  void theLensIsAskedForOnlyWhileSomebodyLooks() throws Exception {
    look();
    assertThat(models.lens().lens().get()).isNull();
    models.lens().wanted().set(true);
    await(() -> models.lens().lens().get() != null);
    assertThat(requireNonNull(models.lens().lens().get()).tokens())
        .isEqualTo(seen().plain().tokens());
  }

  @Test
  void costsAreMeasuredForAllHeadsAndHoldUntilTheTextChanges() throws Exception {
    attention.text().set("A cat and a dog and a cat");
    look();
    models.costs().measure();
    await(() -> models.costs().state().get() == HeadCostsViewModel.State.MEASURED);

    AblationResult costs = requireNonNull(models.costs().costs().get());
    assertThat(costs.loss()).isCloseTo(seen().plain().loss(), within(1e-4));
    assertThat(models.costs().progress().get()).isEqualTo(1);

    attention.text().set("A dog");
    look();
    assertThat(models.costs().costs().get()).isNull();
  }

  @Test
  void aCancelledMeasurementLeavesNothing() throws Exception {
    look();
    models.costs().measure();
    models.costs().cancel();
    await(() -> models.costs().state().get() == HeadCostsViewModel.State.NOT_MEASURED);
    assertThat(models.costs().costs().get()).isNull();
  }

  @Test
  void aModelOfNoRunHasNoHistory() {
    assertThat(models.history().snapshots().get()).isEmpty();
    assertThat(models.history().chosen()).isNull();
  }

  @Test
  void anotherModelIsLookedAtWithoutTheChangesOfTheOneBefore() throws Exception {
    attention.visit();
    await(() -> attention.seen().get() != null);
    attention.toggle(HEAD);
    Object before = openModel.model().get();

    openModel.open(Preset.NANO);
    await(() -> openModel.model().get() != before && attention.seen().get() != null);

    assertThat(attention.intervention().get()).isEqualTo(Intervention.NONE);
    assertThat(seen().question().model()).isSameAs(openModel.model().get());
  }

  private void look() throws InterruptedException {
    Seen before = attention.seen().get();
    attention.look();
    await(() -> !Objects.equals(attention.seen().get(), before));
  }

  private Seen seen() {
    return requireNonNull(attention.seen().get());
  }

  private HeadMap map() {
    return requireNonNull(models.map().map().get());
  }

  private void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.currentTimeMillis() + WAIT_MILLIS;
    while (!condition.getAsBoolean()) {
      assertThat(System.currentTimeMillis()).as(problems.sentence().get()).isLessThan(end);
      ui.frame();
      Thread.sleep(5);
    }
  }
}
