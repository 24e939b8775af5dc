package gemmalab.ui.architecture;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.WeightlessModels;
import gemmalab.inspect.diagram.DiagramScene;
import gemmalab.inspect.diagram.Spot;
import gemmalab.inspect.diagram.Spot.Depth;
import gemmalab.inspect.diagram.Viewport;
import gemmalab.model.ModelPreset;
import gemmalab.model.ModelStage;
import gemmalab.text.Language;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The architecture screen without a window. */
class DiagramModelsTest {

  private final ManualUiThread ui = new ManualUiThread();
  private final Texts texts = new Texts(Language.ENGLISH);
  private final OpenModelState openModel =
      new OpenModelState(new WeightlessModels(), ui, new ErrorNotifications(texts));
  private final SampleReader reader = new SampleReader();
  private final DiagramModels models = DiagramModels.of(reader, openModel, ui);

  @BeforeEach
  void open() {
    openModel.open(ModelPreset.NANO);
    ui.frame();
  }

  @Test
  void nothingIsReadBeforeTheScreenIsSeen() {
    models.reading().text().set("a b");
    ui.frame();

    assertThat(reader.texts()).isEmpty();
    visit();
    assertThat(reader.texts()).containsExactly("a b");
    assertThat(scene().length()).isEqualTo(2);
  }

  @Test
  void whileATextIsReadOnlyTheLastOneTypedIsReadNext() {
    reader.hold();
    models.reading().visit();
    models.reading().text().set("one two");
    models.reading().text().set("one two three");
    reader.answer(0, requireNonNull(openModel.model().get()));
    ui.frame();

    assertThat(reader.texts()).hasSize(2).last().isEqualTo("one two three");
    reader.answer(1, requireNonNull(openModel.model().get()));
    ui.frame();
    assertThat(scene().length()).isEqualTo(3);
  }

  @Test
  void whoLooksAtTheLastTokenLooksAtTheLastOneOfALongerText() {
    visit();
    type("a b c");
    assertThat(selected().token()).isEqualTo(2);

    models.navigation().turn(-1);
    type("a b c d e");
    assertThat(selected().token()).isEqualTo(1);
  }

  @Test
  void theKeyboardReachesEveryPartOnTheWayOfTheDataAndBack() {
    visit();
    models.navigation().walk(1);
    assertThat(selected().band()).isEqualTo(DiagramScene.EMBEDDING_BAND);
    models.navigation().enter();

    Set<Spot> reached = new LinkedHashSet<>();
    reached.add(selected());
    while (reached.add(step(1))) {}

    assertThat(reached).containsExactlyElementsOf(scene().way(selected().token()));
    Spot last = selected();
    models.navigation().walk(-1);
    models.navigation().walk(1);
    assertThat(selected()).isEqualTo(last);
  }

  private Spot step(int steps) {
    models.navigation().walk(steps);
    return selected();
  }

  @Test
  void enterGoesNearerDownToANumberAndEscapeBack() {
    visit();
    Set<Depth> depths = new LinkedHashSet<>();
    for (int i = 0; i < 4; i++) {
      depths.add(selected().depth());
      models.navigation().enter();
      models.navigation().show(models.navigation().goal().get());
    }
    assertThat(depths).containsExactly(Depth.WHOLE, Depth.BAND, Depth.STAGE, Depth.CELL);
    for (int i = 0; i < 3; i++) {
      models.navigation().leave();
    }
    assertThat(selected().depth()).isEqualTo(Depth.WHOLE);
  }

  @Test
  void aPointedNumberIsWrittenOutAndOnlyTheLastOneCounts() {
    visit();
    Spot cell = Spot.stage(ModelStage.QUERIES, 1, 0).withIndex(5);
    models.selection().point(cell);
    models.selection().point(cell.withIndex(6));
    ui.frame();
    ui.frame();

    assertThat(requireNonNull(models.selection().written().get()).cell())
        .isEqualTo(cell.withIndex(6));
    models.selection().point(null);
    assertThat(models.selection().written().get()).isNull();
  }

  @Test
  void theViewNeverLeavesTheModel() {
    visit();
    models.navigation().resize(800, 500);
    models.navigation().pan(1e6, -1e6);
    models.navigation().zoom(1e12);
    models.navigation().zoom(1e-12);

    Viewport view = models.navigation().view().get();
    assertThat(view.shows(scene().whole())).isTrue();
    assertThat(view.scale()).isBetween(0.1, 10.0);
    models.navigation().fit();
    models.navigation().show(models.navigation().goal().get());
    assertThat(models.navigation().place().get().depth()).isEqualTo(Depth.WHOLE);
  }

  @Test
  void playGoesThroughAllStepsAndStopsAtTheEnd() {
    visit();
    models.play().toggle();
    Set<Spot> seen = new LinkedHashSet<>();
    for (int i = 0; models.play().playing().get() && i < 1000; i++) {
      seen.add(selected());
      models.play().next();
    }
    assertThat(seen).containsExactlyElementsOf(scene().way(selected().token()));
    assertThat(models.play().playing().get()).isFalse();
  }

  @Test
  void theNextWordIsTakenApartForTheChosenToken() {
    visit();
    assertThat(requireNonNull(models.attribution().found().get()).attribution().logit())
        .isEqualTo(5.5);
    int last = scene().length() - 1;
    assertThat(requireNonNull(models.attribution().found().get()).word().label())
        .isEqualTo(" next" + last);
    models.navigation().turn(-1);
    ui.frame();
    assertThat(requireNonNull(models.attribution().found().get()).word().label())
        .isEqualTo(" next" + (last - 1));
  }

  private void visit() {
    models.reading().visit();
    ui.frame();
    ui.frame();
  }

  private void type(String text) {
    models.reading().text().set(text);
    ui.frame();
    ui.frame();
  }

  private Spot selected() {
    return models.selection().selected().get();
  }

  private DiagramScene scene() {
    return requireNonNull(models.reading().scene().get());
  }
}
