package gemmalab.ui.architecture.shapes;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.MachineSpeed;
import gemmalab.inspect.module.FamilyLine;
import gemmalab.inspect.module.ModelModule;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.text.GemmaException;
import gemmalab.ui.common.ManualUiThread;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javafx.beans.property.SimpleObjectProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The view models of both pages, without a window and without an engine. */
class ShapesModelsTest {

  private final List<Sizing> trained = new ArrayList<>();
  private final CompletableFuture<MachineSpeed> measurement = new CompletableFuture<>();
  private final ManualUiThread ui = new ManualUiThread();
  private final SizesViewModel sizes =
      new SizesViewModel(
          SizesViewModel.usual(ModelPreset.GEMMA3_270M.config()),
          () -> measurement,
          trained::add,
          ui);
  private final FamiliesViewModel families =
      new FamiliesViewModel(
          new Configurations(new SimpleObjectProperty<>(), sizes.sizing()),
          new SimpleObjectProperty<>(ModelModule.EMBEDDING));

  @Test
  void bothTreesAreThoseOfTheOriginalsPage() throws Exception {
    String golden = Files.readString(Path.of("src/test/resources/golden/module-trees.txt"));

    assertThat(text(families.right()) + "\n\n" + text(families.left()) + "\n").isEqualTo(golden);
  }

  @Test
  void parametersShownAreThoseOfBothModels() {
    assertThat(parameters(families.left())).isEqualTo(164_654_976);
    assertThat(parameters(families.right())).isEqualTo(268_098_176);
    assertThat(ModelModule.MODEL.parameters(sizes.sizing().get().config())).isEqualTo(164_654_976);
  }

  @Test
  void anEditedNumberIsInTheTreeAtOnce() {
    families.left().source().set(ConfigurationSource.EDITED);

    type(ConfigurationNumber.HIDDEN, "512");

    assertThat(text(families.left())).contains("(tok_emb): Embedding(50257, 512)");
  }

  @Test
  void withoutAModelTheOpenModelHasNoTree() {
    families.left().source().set(ConfigurationSource.OPEN_MODEL);

    assertThat(families.lines(families.left()).getValue()).isEmpty();
  }

  @Test
  void tyingTakesTheHeadsParametersAway() {
    sizes.form().tied().set(true);

    GemmaConfig config = sizes.sizing().get().config();
    assertThat(ModelModule.HEAD.parameters(config)).isZero();
    assertThat(ModelModule.MODEL.parameters(config)).isEqualTo(164_654_976 - 50_257L * 640);
  }

  @ParameterizedTest
  @CsvSource({
    "KEY_VALUE_HEADS, 3, error.config.heads, 3",
    "HEAD_DIM, 255, error.config.oddHead, 255",
    "LENGTH, 40000, error.sizes.length, '40,000'",
    "LAYERS, 0, error.sizes.range, 0",
    "LAYERS, 5000, error.sizes.range, '5,000'",
    "HIDDEN, wide, error.sizes.noNumber, wide",
    "HIDDEN, 99999999999999999999, error.sizes.noNumber, 99999999999999999999",
    "PATTERN, '', error.sizes.noNumber, sliding_window_pattern",
  })
  void whatMakesNoSenseSaysWhyWithItsValueAndTheLastSizesStay(
      ConfigurationNumber number, String typed, String key, String value) {
    Sizing before = sizes.sizing().get();

    type(number, typed);

    GemmaException fault = sizes.fault().get();
    assertThat(fault).isNotNull();
    assertThat(fault.key()).isEqualTo(key);
    assertThat(fault).hasMessageContaining(value);
    assertThat(sizes.sizing().get()).isEqualTo(before);
    sizes.train();
    assertThat(trained).isEmpty();
  }

  @Test
  void undoTakesBackAWholeFieldAndResetCanBeUndoneToo() {
    Sizing first = sizes.sizing().get();
    type(ConfigurationNumber.LAYERS, "1");
    type(ConfigurationNumber.LAYERS, "12");
    type(ConfigurationNumber.HIDDEN, "5");
    type(ConfigurationNumber.HIDDEN, "512");

    sizes.undo();
    assertThat(sizes.sizing().get().config().hiddenSize()).isEqualTo(640);
    assertThat(sizes.sizing().get().config().numHiddenLayers()).isEqualTo(12);
    assertThat(sizes.form().number(ConfigurationNumber.HIDDEN).get()).isEqualTo("640");

    sizes.reset();
    assertThat(sizes.sizing().get()).isEqualTo(first);
    sizes.undo();
    assertThat(sizes.sizing().get().config().numHiddenLayers()).isEqualTo(12);
    sizes.undo();
    assertThat(sizes.sizing().get()).isEqualTo(first);
    assertThat(sizes.canUndo().get()).isFalse();
  }

  @Test
  void resetLeavesNonsenseBehind() {
    type(ConfigurationNumber.HEADS, "x");

    sizes.reset();

    assertThat(sizes.fault().get()).isNull();
    assertThat(sizes.form().number(ConfigurationNumber.HEADS).get()).isEqualTo("4");
  }

  @Test
  void anArrowKeyGoesToTheNextMultiple() {
    type(ConfigurationNumber.HIDDEN, "600");
    sizes.form().step(ConfigurationNumber.HIDDEN, 1);
    assertThat(sizes.sizing().get().config().hiddenSize()).isEqualTo(640);
    sizes.form().step(ConfigurationNumber.HIDDEN, -1);
    assertThat(sizes.sizing().get().config().hiddenSize()).isEqualTo(576);
    sizes.form().step(ConfigurationNumber.BATCH, 1);
    assertThat(sizes.sizing().get().batch()).isEqualTo(2);
    sizes.form().step(ConfigurationNumber.BATCH, -1);
    sizes.form().step(ConfigurationNumber.BATCH, -1);
    assertThat(sizes.sizing().get().batch()).isEqualTo(1);
  }

  @Test
  void theLargestNumbersOfAllStillHaveSizes() {
    for (ConfigurationNumber number : ConfigurationNumber.values()) {
      for (int bits = 24; bits > 0; bits--) {
        type(number, String.valueOf(1 << bits));
        if (sizes.fault().get() == null) {
          break;
        }
      }
    }
    Sizing largest = sizes.sizing().get();
    assertThat(largest.config().vocabSize()).isEqualTo(1 << 24);
    assertThat(largest.cost().parameters()).isPositive();
    assertThat(largest.cost().memory()).allMatch(item -> item.value() >= 0);
    assertThat(largest.training().total()).isPositive();
  }

  @Test
  void whatCannotBeTrainedHereIsNotCarriedOver() {
    sizes.begin(ModelPreset.GEMMA3_270M_BASE.config());
    sizes.train();
    assertThat(trained).isEmpty();

    type(ConfigurationNumber.VOCABULARY, "50257");
    sizes.train();
    assertThat(trained).containsExactly(sizes.sizing().get());
  }

  private void type(ConfigurationNumber number, String text) {
    sizes.form().number(number).set(text);
  }

  private String text(FamiliesViewModel.Side side) {
    return families.lines(side).getValue().stream()
        .map(FamilyLine::text)
        .collect(Collectors.joining("\n"));
  }

  private static long parameters(FamiliesViewModel.Side side) {
    return ModelModule.MODEL.parameters(side.config().getValue());
  }
}
