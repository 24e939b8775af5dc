package gemmalab.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.OpenModel;
import gemmalab.app.WeightlessModels;
import gemmalab.checkpoint.LoadMonitor;
import gemmalab.model.ModelPreset;
import gemmalab.text.GemmaException;
import gemmalab.text.Language;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.OpenModelState.State;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OpenModelStateTest {

  private static final OpenModel MODEL =
      WeightlessModels.of("first", ModelPreset.NANO.config(), null);
  private static final OpenModel OTHER =
      WeightlessModels.of("other", ModelPreset.NANO.config(), null);

  private final ManualUiThread ui = new ManualUiThread();
  private final WeightlessModels models = new WeightlessModels();
  private final ErrorNotifications errors = new ErrorNotifications(new Texts(Language.ENGLISH));
  private final OpenModelState openModel = new OpenModelState(models, ui, errors);

  @Test
  void theFirstOpensTheNextReplacesItAndItIsLetGo() {
    assertThat(state()).isEqualTo(State.NONE);
    CompletableFuture<OpenModel> first = open();
    assertThat(state()).isEqualTo(State.OPENING);
    finish(first, MODEL);
    assertThat(state()).isEqualTo(State.OPEN);

    CompletableFuture<OpenModel> second = open();
    assertThat(state()).isEqualTo(State.REPLACING);
    assertThat(openModel.model().get()).isSameAs(MODEL);
    finish(second, OTHER);

    assertThat(state()).isEqualTo(State.OPEN);
    assertThat(openModel.model().get()).isSameAs(OTHER);
    assertThat(models.closed()).containsExactly(MODEL);
  }

  @Test
  void withoutAnyModelAFaultIsAStateAndOtherwiseOnlyAProblem() {
    fail(open());
    assertThat(state()).isEqualTo(State.FAILED);
    assertThat(errors.sentence().get()).isNotEmpty();

    finish(open(), MODEL);
    assertThat(openModel.fault().get()).isNull();
    fail(open());
    assertThat(state()).isEqualTo(State.OPEN);
    assertThat(openModel.model().get()).isSameAs(MODEL);
  }

  @Test
  void aModelThatComesAfterAnotherWasWantedIsLetGo() {
    CompletableFuture<OpenModel> first = open();
    CompletableFuture<OpenModel> second = open();
    finish(second, OTHER);
    finish(first, MODEL);

    assertThat(openModel.model().get()).isSameAs(OTHER);
    assertThat(models.closed()).containsExactly(MODEL);
  }

  @Test
  void aLoadingTellsHowFarItIs() {
    models.hold();
    openModel.open(Path.of("large"));
    ui.frame();
    assertThat(openModel.loading().get().name()).isEqualTo("large");
    assertThat(openModel.loading().get().share()).isNaN();

    models.watching().on(25, 100);
    ui.frame();
    assertThat(openModel.loading().get().share()).isEqualTo(0.25);
  }

  @Test
  void aCancelledLoadingLeavesWhatWasOpenAndLetsGoOfWhatStillComes() {
    finish(open(), MODEL);
    openModel.open(Path.of("large"));
    openModel.cancel();

    assertThat(models.watching().isCancelled()).isTrue();
    assertThat(state()).isEqualTo(State.OPEN);
    assertThat(openModel.model().get()).isSameAs(MODEL);
    finish(models.next(), OTHER);
    assertThat(openModel.model().get()).isSameAs(MODEL);
    assertThat(models.closed()).containsExactly(OTHER);
    assertThat(errors.sentence().get()).isEmpty();
  }

  @Test
  void theFirstLoadingCanBeCancelledToo() {
    models.hold();
    openModel.openFirst(List.of(Path.of("large"), Path.of("next")), ModelPreset.NANO);
    openModel.cancel();
    fail(models.next());

    assertThat(state()).isEqualTo(State.FAILED);
    assertThat(openModel.fault().get()).hasMessageContaining("canceled");
  }

  @Test
  void aLoadingThatNobodyWantsAnyMoreIsCancelled() {
    models.hold();
    openModel.open(Path.of("large"));
    LoadMonitor first = models.watching();
    openModel.open(Path.of("other"));

    assertThat(first.isCancelled()).isTrue();
    assertThat(models.watching().isCancelled()).isFalse();
  }

  private State state() {
    return openModel.state().get();
  }

  private CompletableFuture<OpenModel> open() {
    models.hold();
    openModel.open(ModelPreset.NANO);
    return models.next();
  }

  private void finish(CompletableFuture<OpenModel> opening, OpenModel model) {
    opening.complete(model);
    ui.frame();
  }

  private void fail(CompletableFuture<OpenModel> opening) {
    opening.completeExceptionally(new GemmaException("error.preset.unknown", "x", "nano"));
    ui.frame();
  }
}
