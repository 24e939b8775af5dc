package gemmalab.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.model.ModelPreset;
import gemmalab.model.TinyModels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ModuleTreeTest {

  @Test
  void treesOfBothModelsAreThoseOfTheOriginalsPage() throws IOException {
    String base = ModuleTree.huggingFace(ModelPreset.GEMMA3_270M_BASE.config()).print();
    String reproduction = ModuleTree.original(ModelPreset.GEMMA3_270M.config()).print();
    String golden = Files.readString(Path.of("src/test/resources/golden/module-trees.txt"));
    assertThat(base + "\n\n" + reproduction + "\n").isEqualTo(golden);
  }

  @Test
  void smallModelHasItsOwnNumbers() {
    assertThat(ModuleTree.original(TinyModels.config(50, 64, 8)).print())
        .contains("(tok_emb): Embedding(50, 16)")
        .contains("(0-1): 2 x TransformerBlock(")
        .contains("(W_key): Linear(in_features=16, out_features=16, bias=False)");
  }
}
