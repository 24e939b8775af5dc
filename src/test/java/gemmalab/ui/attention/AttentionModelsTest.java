package gemmalab.ui.attention;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.app.WeightlessModels;
import gemmalab.inspect.AblationResult;
import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.picture.HeadMap;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.ModelPreset;
import gemmalab.text.Language;
import gemmalab.ui.attention.grid.AblationViewModel;
import gemmalab.ui.attention.inspection.AttentionViewModel;
import gemmalab.ui.attention.inspection.InspectionResult;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The view models without a window and without an engine: who sees is computed. */
class AttentionModelsTest {

  private static final AttentionHead HEAD = new AttentionHead(2, 1);
  private final ManualUiThread ui = new ManualUiThread();
  private final ComputedInspector inspector = new ComputedInspector();
  private final ErrorNotifications errors = new ErrorNotifications(new Texts(Language.ENGLISH));
  private final OpenModelState openModel = new OpenModelState(new WeightlessModels(), ui, errors);
  private final AttentionModels models = AttentionModels.of(inspector, openModel, errors, ui);
  private final AttentionViewModel attention = models.attention();

  @BeforeEach
  void open() throws Exception {
    openModel.open(ModelPreset.NANO);
    ui.await(() -> openModel.model().get() != null);
  }

  @Test
  void theFirstVisitLooksByItself() throws Exception {
    assertThat(attention.state().get()).isEqualTo(AttentionViewModel.State.EMPTY);
    attention.visit();
    ui.await(() -> attention.result().get() != null);
    assertThat(result().baseline().tokens()).contains(" Nora");
  }

  @Test
  void aHeadThatIsOffChangesLossAndNextTokenButNotThePlainOnes() throws Exception {
    inspect();
    double before = result().baseline().loss();

    attention.toggle(HEAD);
    ui.await(() -> result().key().intervention().ablatedHeads().contains(HEAD));

    assertThat(result().baseline().loss()).isEqualTo(before);
    assertThat(result().modified().loss()).isNotEqualTo(before);
    attention.restoreAll();
    ui.await(() -> result().key().intervention().equals(Intervention.NONE));
    assertThat(result().modified().loss()).isEqualTo(before);
  }

  @Test
  void whileOneLookIsUnderWayOnlyTheLastWishCounts() throws Exception {
    inspect();
    for (int keys = 1; keys <= 9; keys++) {
      attention.setWindow(keys);
    }
    ui.await(() -> result().localWindow() == 9);
    assertThat(result().window(0)).isEqualTo(9);
  }

  @Test
  void theModelsOwnWindowIsNoChange() throws Exception {
    inspect();
    attention.setWindow(3);
    attention.setWindow(AttentionViewModel.own(result()));
    assertThat(attention.intervention().get()).isEqualTo(Intervention.NONE);
  }

  @Test
  void lensSaysThatItIsBeingComputedUntilItIsThere() throws Exception {
    inspect();
    CompletableFuture<Boolean> end = new CompletableFuture<>();
    inspector.setLensDelay(end);
    models.lens().wanted().set(true);
    assertThat(models.lens().computing().get()).isTrue();
    end.complete(true);
    ui.await(() -> models.lens().lens().get() != null);
    assertThat(models.lens().computing().get()).isFalse();
  }

  @Test
  void stagesAreTakenWhenTheyAreAskedFor() throws Exception {
    inspect();
    attention.head().set(HEAD);
    assertThat(map().stage()).isEqualTo(Stage.SOFTMAX);

    models.map().stage().set(Stage.ROTATED);
    ui.await(() -> map().stage() == Stage.ROTATED);
    assertThat(map().has(0, 5)).as("scores look ahead before the mask").isTrue();
    models.map().stage().set(Stage.MASKED);
    assertThat(map().has(0, 5)).isFalse();
  }

  @Test
  void theLensIsAskedForOnlyWhileSomebodyLooks() throws Exception {
    inspect();
    assertThat(models.lens().lens().get()).isNull();
    models.lens().wanted().set(true);
    ui.await(() -> models.lens().lens().get() != null);
    assertThat(requireNonNull(models.lens().lens().get()).tokens())
        .isEqualTo(result().baseline().tokens());
  }

  @Test
  void costsAreMeasuredForAllHeadsAndHoldUntilTheTextChanges() throws Exception {
    attention.text().set("A cat and a dog and a cat");
    inspect();
    models.ablation().measure();
    ui.await(() -> models.ablation().state().get() == AblationViewModel.State.MEASURED);

    AblationResult ablation = requireNonNull(models.ablation().result().get());
    assertThat(ablation.loss()).isCloseTo(result().baseline().loss(), within(1e-4));
    assertThat(models.ablation().progress().get()).isEqualTo(1);

    attention.text().set("A dog");
    inspect();
    assertThat(models.ablation().result().get()).isNull();
  }

  @Test
  void aCancelledMeasurementLeavesNothing() throws Exception {
    inspect();
    inspector.hold();
    models.ablation().measure();
    models.ablation().cancel();
    ui.await(() -> models.ablation().state().get() == AblationViewModel.State.NOT_MEASURED);
    assertThat(models.ablation().result().get()).isNull();
  }

  @Test
  void aModelOfNoRunHasNoHistory() {
    assertThat(models.history().checkpoints().get()).isEmpty();
    assertThat(models.history().chosen()).isNull();
  }

  @Test
  void anotherModelIsLookedAtWithoutTheChangesOfTheOneBefore() throws Exception {
    attention.visit();
    ui.await(() -> attention.result().get() != null);
    attention.toggle(HEAD);
    Object before = openModel.model().get();

    openModel.open(ModelPreset.NANO);
    ui.await(() -> openModel.model().get() != before && attention.result().get() != null);

    assertThat(attention.intervention().get()).isEqualTo(Intervention.NONE);
    assertThat(result().key().model()).isSameAs(openModel.model().get());
  }

  private void inspect() throws InterruptedException {
    InspectionResult before = attention.result().get();
    attention.inspect();
    ui.await(() -> !Objects.equals(attention.result().get(), before));
  }

  private InspectionResult result() {
    return requireNonNull(attention.result().get());
  }

  private HeadMap map() {
    return requireNonNull(models.map().map().get());
  }
}
