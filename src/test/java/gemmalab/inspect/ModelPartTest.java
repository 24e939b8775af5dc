package gemmalab.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.model.Gemma3Model;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorEngine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(OnTensorThread.class)
class ModelPartTest {

  @ParameterizedTest
  @CsvSource({"GEMMA3_270M, 164654976", "GEMMA3_270M_BASE, 268098176"})
  void largePresetsHaveTheOriginalsParameterCounts(ModelPreset preset, long parameters) {
    assertThat(ModelPart.of(preset.config()).parameters()).isEqualTo(parameters);
  }

  @ParameterizedTest
  @EnumSource(ModelPreset.class)
  void partsHaveTheWeightsOfTheModel(ModelPreset preset, TensorEngine engine, Scope scope) {
    Map<String, List<Long>> ofModel = new LinkedHashMap<>();
    new Gemma3Model(preset.config(), scope.manager())
        .namedWeights()
        .forEach((name, weight) -> ofModel.put(name, boxed(weight.shape().getShape())));
    Map<String, List<Long>> ofParts = new LinkedHashMap<>();
    weights(ModelPart.of(preset.config()))
        .forEach(weight -> ofParts.put(weight.name(), weight.shape()));
    assertThat(ofParts).isEqualTo(ofModel);
  }

  @Test
  void tiedHeadHasNoWeightsOfItsOwn() {
    List<ModelPart> parts = ModelPart.of(ModelPreset.GEMMA3_270M_BASE.config()).children();
    ModelPart head = parts.get(parts.size() - 1);
    assertThat(head.kind()).isEqualTo(ModelPart.Kind.HEAD);
    assertThat(head.parameters()).isZero();
  }

  @Test
  void partsOfALayerKnowTheirLayer() {
    ModelPart layer = ModelPart.of(ModelPreset.NANO.config()).children().get(6);
    assertThat(layer.kind()).isEqualTo(ModelPart.Kind.LAYER);
    assertThat(layer.layer()).isEqualTo(5);
    assertThat(layer.children()).hasSize(6).allMatch(part -> part.layer() == 5);
  }

  private static List<ModelPart.WeightShape> weights(ModelPart part) {
    List<ModelPart.WeightShape> all = new ArrayList<>(part.weights());
    part.children().forEach(child -> all.addAll(weights(child)));
    return all;
  }

  private static List<Long> boxed(long[] sizes) {
    return java.util.Arrays.stream(sizes).boxed().toList();
  }
}
