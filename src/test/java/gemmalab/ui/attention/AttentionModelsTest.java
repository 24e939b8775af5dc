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
import gemmalab.ui.attention.look.AttentionViewModel;
import gemmalab.ui.attention.look.Seen;
import gemmalab.ui.attention.grid.AblationViewModel;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.shell.ErrorNotifications;
import java.util.Objects;
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
    ui.await(() -> attention.seen().get() != null);
    assertThat(seen().plain().tokens()).contains(" Nora");
  }

  @Test
  void aHeadThatIsOffChangesLossAndNextTokenButNotThePlainOnes() throws Exception {
    look();
    double before = seen().plain().loss();

    attention.toggle(HEAD);
    ui.await(() -> seen().question().intervention().ablatedHeads().contains(HEAD));

    assertThat(seen().plain().loss()).isEqualTo(before);
    assertThat(seen().changed().loss()).isNotEqualTo(before);
    attention.allOn();
    ui.await(() -> seen().question().intervention().equals(Intervention.NONE));
    assertThat(seen().changed().loss()).isEqualTo(before);
  }

  @Test
  void whileOneLookIsUnderWayOnlyTheLastWishCounts() throws Exception {
    look();
    for (int keys = 1; keys <= 9; keys++) {
      attention.setWindow(keys);
    }
    ui.await(() -> seen().localWindow() == 9);
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
    ui.await(() -> map().stage() == Stage.ROTATED);
    assertThat(map().has(0, 5)).as("scores look ahead before the mask").isTrue();
    models.map().stage().set(Stage.MASKED);
    assertThat(map().has(0, 5)).isFalse();
  }

  @Test
  void theLensIsAskedForOnlyWhileSomebodyLooks() throws Exception {
    look();
    assertThat(models.lens().lens().get()).isNull();
    models.lens().wanted().set(true);
    ui.await(() -> models.lens().lens().get() != null);
    assertThat(requireNonNull(models.lens().lens().get()).tokens())
        .isEqualTo(seen().plain().tokens());
  }

  @Test
  void costsAreMeasuredForAllHeadsAndHoldUntilTheTextChanges() throws Exception {
    attention.text().set("A cat and a dog and a cat");
    look();
    models.costs().measure();
    ui.await(() -> models.costs().state().get() == AblationViewModel.State.MEASURED);

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
    inspector.hold();
    models.costs().measure();
    models.costs().cancel();
    ui.await(() -> models.costs().state().get() == AblationViewModel.State.NOT_MEASURED);
    assertThat(models.costs().costs().get()).isNull();
  }

  @Test
  void aModelOfNoRunHasNoHistory() {
    assertThat(models.history().checkpoints().get()).isEmpty();
    assertThat(models.history().chosen()).isNull();
  }

  @Test
  void anotherModelIsLookedAtWithoutTheChangesOfTheOneBefore() throws Exception {
    attention.visit();
    ui.await(() -> attention.seen().get() != null);
    attention.toggle(HEAD);
    Object before = openModel.model().get();

    openModel.open(ModelPreset.NANO);
    ui.await(() -> openModel.model().get() != before && attention.seen().get() != null);

    assertThat(attention.intervention().get()).isEqualTo(Intervention.NONE);
    assertThat(seen().question().model()).isSameAs(openModel.model().get());
  }

  private void look() throws InterruptedException {
    Seen before = attention.seen().get();
    attention.look();
    ui.await(() -> !Objects.equals(attention.seen().get(), before));
  }

  private Seen seen() {
    return requireNonNull(attention.seen().get());
  }

  private HeadMap map() {
    return requireNonNull(models.map().map().get());
  }
}
