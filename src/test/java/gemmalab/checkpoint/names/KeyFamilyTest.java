package gemmalab.checkpoint.names;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.model.ModelPreset;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyFamilyTest {

  @Test
  void originalsNamesAreTranslated() {
    assertThat(KeyFamily.ORIGINAL.of("model.layers.17.self_attn.q_proj.weight"))
        .isEqualTo("blocks.17.att.W_query.weight");
    assertThat(KeyFamily.ORIGINAL.of("model.norm.weight")).isEqualTo("final_norm.scale");
    assertThat(KeyFamily.HUGGING_FACE.of("lm_head.weight")).isEqualTo("lm_head.weight");
  }

  @ParameterizedTest
  @CsvSource({
    "hugging-face-multimodal, language_model.model.layers.3.mlp.up_proj.weight",
    "hugging-face-multimodal-2, model.language_model.layers.3.mlp.up_proj.weight",
    "hugging-face-text-model, layers.3.mlp.up_proj.weight",
    "original-course, blocks.3.ff.fc2.weight"
  })
  void eachFamilyHasItsNames(String label, String name) {
    KeyFamily family =
        KeyFamily.ALL.stream().filter(each -> each.label().equals(label)).findFirst().orElseThrow();
    assertThat(family.of("model.layers.3.mlp.up_proj.weight")).isEqualTo(name);
  }

  @Test
  void noTwoTensorsOfAModelHaveTheSameNameInAFamily() {
    Set<String> ours = ModelShapes.of(ModelPreset.GEMMA3_270M.config()).keySet();
    for (KeyFamily family : KeyFamily.ALL) {
      Set<String> theirs = new HashSet<>();
      ours.forEach(name -> theirs.add(family.of(name)));
      assertThat(theirs).as(family.label()).hasSameSizeAs(ours);
    }
  }
}
