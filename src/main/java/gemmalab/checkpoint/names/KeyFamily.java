package gemmalab.checkpoint.names;

import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a family of checkpoints names its tensors. Inside the app the names are Hugging Face's. Each
 * family is a table beside this class: a whole name, {@code N} for the layer, or a prefix.
 *
 * @param label as the report calls it, and the table's file name
 * @param table from the app's names to the family's
 */
public record KeyFamily(String label, Map<String, String> table) {

  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final Pattern LAYER = Pattern.compile("layers\\.(\\d+)\\.");

  public static final KeyFamily HUGGING_FACE = load("hugging-face");
  public static final KeyFamily ORIGINAL = load("original");

  /** All families, those that are told by more of a name first. */
  static final List<KeyFamily> ALL =
      List.of(
          HUGGING_FACE,
          load("hugging-face-multimodal"),
          load("hugging-face-multimodal-2"),
          load("original-course"),
          ORIGINAL,
          load("hugging-face-text-model"));

  public KeyFamily {
    table = Map.copyOf(table);
  }

  /** The name in this family of the tensor that the app calls {@code name}. */
  public String of(String name) {
    Matcher layer = LAYER.matcher(name);
    boolean isOfLayer = layer.find();
    String whole = table.get(isOfLayer ? layer.replaceFirst("layers.N.") : name);
    if (whole != null) {
      return isOfLayer ? whole.replace(".N.", "." + layer.group(1) + ".") : whole;
    }
    String prefix = name.substring(0, name.indexOf('.') + 1);
    String replacement = table.get(prefix);
    if (replacement == null) {
      throw new IllegalArgumentException("no such part of the model: " + name);
    }
    return replacement + name.substring(prefix.length());
  }

  /**
   * Tells the family from the names of a file.
   *
   * @throws GemmaException if they are of no family that the app knows, or of a model that cannot
   *     be a Gemma 3
   */
  public static KeyFamily recognize(TensorFile file) {
    Set<String> names = file.tensors().keySet();
    for (KeyFamily family : ALL) {
      if (names.contains(family.of(EMBEDDING)) && names.contains(family.of("model.norm.weight"))) {
        return family;
      }
    }
    if (names.stream().anyMatch(name -> name.endsWith("layers.0.attn_norm.weight"))) {
      throw new GemmaException("error.checkpoint.noPostNorms", file.path());
    }
    String first = names.stream().findFirst().orElse("-");
    throw new GemmaException("error.checkpoint.unknownKeys", file.path(), first);
  }

  private static KeyFamily load(String label) {
    Properties properties = new Properties();
    try (Reader text =
        new InputStreamReader(
            java.util.Objects.requireNonNull(
                KeyFamily.class.getResourceAsStream(label + ".properties"), label),
            StandardCharsets.UTF_8)) {
      properties.load(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> table = new LinkedHashMap<>();
    properties.forEach((ours, theirs) -> table.put(ours.toString(), theirs.toString()));
    return new KeyFamily(label, table);
  }
}
