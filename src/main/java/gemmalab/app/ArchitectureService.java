package gemmalab.app;

import gemmalab.checkpoint.ModelFile;
import gemmalab.inspect.ModelPart;
import gemmalab.inspect.ModuleTree;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a model is made of, from its configuration alone; needs no engine. */
public final class ArchitectureService {

  private ArchitectureService() {}

  /**
   * A model in words.
   *
   * @param tree its modules, as PyTorch prints them
   */
  public record Description(String name, String tree, long parameters) {}

  /** The base model and the reproduction, as the original's page shows them. */
  public static List<Description> describeBoth() {
    return List.of(
        describe(ModelPreset.GEMMA3_270M_BASE.label()), describe(ModelPreset.GEMMA3_270M.label()));
  }

  /** A preset by its name. */
  public static Description describe(String preset) {
    return describe(preset, ModelPreset.named(preset).config());
  }

  /** A model on disk; fails if the file is none. */
  public static Description describe(Path path) {
    ModelFile file = ModelFile.locate(path);
    file.report().requireFit();
    return describe(path.toString(), file.config());
  }

  /** The parts of a model for the diagram. */
  public static ModelPart parts(GemmaConfig config) {
    return ModelPart.of(config);
  }

  /** The text of a Java file of the model, as this app was built from it. */
  public static String source(String file) {
    try (InputStream text = ArchitectureService.class.getResourceAsStream("/source/" + file)) {
      if (text == null) {
        throw new IllegalArgumentException("no source of " + file);
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Description describe(String name, GemmaConfig config) {
    return new Description(name, ModuleTree.of(config).print(), ModelPart.of(config).parameters());
  }
}
