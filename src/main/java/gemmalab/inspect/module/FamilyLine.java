package gemmalab.inspect.module;

import gemmalab.inspect.ModuleTree;
import gemmalab.model.GemmaConfig;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A line of a model's printed tree, beside another model.
 *
 * @param text as PyTorch prints it
 * @param closes whether it is only a closing bracket
 */
public record FamilyLine(String text, ModelModule module, Difference difference, boolean closes) {

  /** What is different in the other model. */
  public enum Difference {
    /** It has the same part, if perhaps under another name. */
    NONE,
    /** It has the part with other numbers. */
    NUMBERS,
    /** It prints no such part. */
    MISSING
  }

  /** The printed tree of a model, marked where another one differs. */
  public static List<FamilyLine> of(GemmaConfig config, GemmaConfig other) {
    Set<ModelModule> there =
        ModuleTree.of(other).lines().stream()
            .map(line -> ModelModule.named(line.name()))
            .collect(Collectors.toSet());
    return ModuleTree.of(config).lines().stream()
        .map(line -> line(line, config, other, there))
        .toList();
  }

  /** What a model calls a module: {@code q_proj}; empty if it prints none such. */
  public static String name(GemmaConfig config, ModelModule module) {
    ModuleTree tree = ModuleTree.of(config);
    return tree.lines().stream()
        .filter(line -> ModelModule.named(line.name()) == module)
        .findFirst()
        .map(line -> line.name().isEmpty() ? tree.type() : line.name())
        .orElse("");
  }

  private static FamilyLine line(
      ModuleTree.Line line, GemmaConfig config, GemmaConfig other, Set<ModelModule> there) {
    ModelModule module = ModelModule.named(line.name());
    boolean closes = line.text().strip().equals(")");
    // `model` is one more container of the same model
    boolean wrapper = line.name().equals("model") && !printsWrapper(other);
    Difference difference =
        wrapper || !there.contains(module)
            ? Difference.MISSING
            : differs(module, config, other) ? Difference.NUMBERS : Difference.NONE;
    return new FamilyLine(line.text(), module, closes ? Difference.NONE : difference, closes);
  }

  private static boolean printsWrapper(GemmaConfig config) {
    return ModuleTree.of(config).lines().stream().anyMatch(line -> line.name().equals("model"));
  }

  private static boolean differs(ModelModule module, GemmaConfig config, GemmaConfig other) {
    boolean count = module == ModelModule.LAYER && !config.layerTypes().equals(other.layerTypes());
    return count
        || !module.weight(config).equals(module.weight(other))
        || module.isShared(config) != module.isShared(other);
  }
}
