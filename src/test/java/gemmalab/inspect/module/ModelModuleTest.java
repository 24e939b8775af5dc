package gemmalab.inspect.module;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.inspect.ModelPart;
import gemmalab.inspect.ModelPart.WeightShape;
import gemmalab.inspect.module.FamilyLine.Difference;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ModelModuleTest {

  private static final GemmaConfig REPRODUCTION = ModelPreset.GEMMA3_270M.config();
  private static final GemmaConfig GOOGLES = ModelPreset.GEMMA3_270M_BASE.config();

  @ParameterizedTest
  @CsvSource({"GEMMA3_270M, 164654976", "GEMMA3_270M_BASE, 268098176"})
  void modulesWithWeightsAddUpToTheKnownNumberOfParameters(ModelPreset preset, long known) {
    GemmaConfig config = preset.config();
    assertThat(
            ModelModule.withWeights(config).stream()
                .mapToLong(module -> module.parameters(config))
                .sum())
        .isEqualTo(known);
    assertThat(ModelModule.MODEL.parameters(config)).isEqualTo(known);
  }

  @ParameterizedTest
  @EnumSource(ModelPreset.class)
  void weightsHaveTheShapesOfTheModelsTensors(ModelPreset preset) {
    GemmaConfig config = preset.config();
    List<List<Long>> shapes = new ArrayList<>();
    collect(ModelPart.of(config), shapes);
    List<List<Long>> ours = new ArrayList<>();
    for (ModelModule module : ModelModule.withWeights(config)) {
      List<Long> shape =
          module.weight(config).stream().map(Integer::longValue).collect(Collectors.toList());
      int own = module.isShared(config) ? 0 : module.copies(config);
      for (int i = 0; i < own; i++) {
        ours.add(shape);
      }
    }
    assertThat(sorted(ours)).isEqualTo(sorted(shapes));
  }

  @Test
  void everyLineOfBothTreesIsOfAModule() {
    List<FamilyLine> left = FamilyLine.of(REPRODUCTION, GOOGLES);
    List<FamilyLine> right = FamilyLine.of(GOOGLES, REPRODUCTION);
    assertThat(lines(left, "W_query"))
        .extracting(FamilyLine::module)
        .containsOnly(ModelModule.QUERY);
    assertThat(lines(right, "q_proj"))
        .extracting(FamilyLine::module)
        .containsOnly(ModelModule.QUERY);
    assertThat(right)
        .extracting(FamilyLine::module)
        .contains(ModelModule.values()); // Hugging Face prints them all
  }

  @Test
  void betweenTheFamiliesTheVocabularyDiffersAndSomePartsArePrintedOnOneSideOnly() {
    List<FamilyLine> left = FamilyLine.of(REPRODUCTION, GOOGLES);
    List<FamilyLine> right = FamilyLine.of(GOOGLES, REPRODUCTION);
    assertThat(marked(left, Difference.NUMBERS))
        .containsExactly(ModelModule.EMBEDDING, ModelModule.HEAD);
    assertThat(marked(left, Difference.MISSING)).isEmpty();
    assertThat(marked(right, Difference.NUMBERS))
        .containsExactly(ModelModule.EMBEDDING, ModelModule.HEAD);
    assertThat(marked(right, Difference.MISSING))
        .containsExactly(
            ModelModule.MODEL, // its wrapper (model): Gemma3TextModel
            ModelModule.ACTIVATION,
            ModelModule.ROTARY_GLOBAL,
            ModelModule.ROTARY_LOCAL);
  }

  @Test
  void aModelDoesNotDifferFromItself() {
    assertThat(FamilyLine.of(GOOGLES, GOOGLES))
        .allMatch(line -> line.difference() == Difference.NONE);
  }

  @Test
  void namesAreThoseOfTheFamily() {
    assertThat(FamilyLine.name(REPRODUCTION, ModelModule.GATE)).isEqualTo("fc1");
    assertThat(FamilyLine.name(GOOGLES, ModelModule.GATE)).isEqualTo("gate_proj");
    assertThat(FamilyLine.name(GOOGLES, ModelModule.LAYER)).isEqualTo("0-17");
    assertThat(FamilyLine.name(GOOGLES, ModelModule.MODEL)).isEqualTo("Gemma3ForCausalLM");
    assertThat(FamilyLine.name(REPRODUCTION, ModelModule.ACTIVATION)).isEmpty();
  }

  @Test
  void outputsFollowBatchAndLength() {
    assertThat(ModelModule.QUERY.output(REPRODUCTION, 8, 100)).containsExactly(8, 100, 4, 256);
    assertThat(ModelModule.HEAD.output(REPRODUCTION, 2, 7)).containsExactly(2, 7, 50_257);
  }

  private static List<ModelModule> marked(List<FamilyLine> lines, Difference difference) {
    return lines.stream()
        .filter(line -> line.difference() == difference)
        .map(FamilyLine::module)
        .toList();
  }

  private static List<FamilyLine> lines(List<FamilyLine> all, String text) {
    return all.stream().filter(line -> line.text().contains(text)).toList();
  }

  private static void collect(ModelPart part, List<List<Long>> shapes) {
    part.weights().stream().map(WeightShape::shape).forEach(shapes::add);
    part.children().forEach(child -> collect(child, shapes));
  }

  private static List<List<Long>> sorted(List<List<Long>> shapes) {
    return shapes.stream().sorted(Comparator.comparing(List::toString)).toList();
  }
}
