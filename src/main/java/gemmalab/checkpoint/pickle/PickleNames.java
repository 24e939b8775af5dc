package gemmalab.checkpoint.pickle;

import gemmalab.checkpoint.pickle.PickleValue.Entries;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The names that a pickle of tensors needs, and what they stand for here: a type, or a maker. There
 * are no others, so whatever a file asks for, nothing of Python's is called.
 *
 * @param path of the file, which the sentence names that refuses one
 */
record PickleNames(Path path) {

  private static final int MOST_SHOWN = 100;
  private static final int PAIR_BYTES = 128;
  private static final Map<String, Object> ALLOWED = allowed();

  /** Makes a value of arguments. */
  @FunctionalInterface
  interface Maker {
    /**
     * Makes it.
     *
     * @param allowance for what is larger than its arguments
     */
    Object make(List<Object> arguments, Allowance allowance) throws IOException;
  }

  private static Map<String, Object> allowed() {
    Map<String, Object> names = new HashMap<>();
    names.put("collections OrderedDict", (Maker) PickleNames::orderedDict);
    names.put("torch Size", (Maker) (arguments, allowance) -> first(arguments));
    names.put("torch device", (Maker) (arguments, allowance) -> first(arguments));
    for (String name : List.of("_rebuild_tensor", "_rebuild_tensor_v2")) {
      names.put("torch._utils " + name, (Maker) (arguments, a) -> TensorView.rebuild(arguments));
    }
    names.put(
        "torch._utils _rebuild_tensor_v3",
        (Maker) (arguments, allowance) -> TensorView.rebuildAs(arguments));
    for (String name : List.of("_rebuild_parameter", "_rebuild_parameter_with_state")) {
      names.put("torch._utils " + name, (Maker) (arguments, a) -> tensor(first(arguments)));
    }
    for (StorageType type : StorageType.values()) {
      names.put("torch " + type.storageClass(), type);
      names.put("torch " + type.dtype(), type);
    }
    names.put("torch UntypedStorage", StorageType.UINT8);
    names.put("torch.storage UntypedStorage", StorageType.UINT8);
    return names;
  }

  /**
   * What a name stands for.
   *
   * @throws GemmaException if no tensor needs it
   */
  Object find(String module, String name) {
    Object found = ALLOWED.get(module + " " + name);
    if (found == null) {
      throw refusal(module, name);
    }
    return found;
  }

  /** Says that a name is not allowed. */
  GemmaException refusal(String module, String name) {
    return new GemmaException("error.pickle.name", path, shown(module + "." + name));
  }

  /** A text from a file as a sentence can bear it. */
  static String shown(String text) {
    String start = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    return start.replaceAll("[\\p{C}\\s]", "?");
  }

  /** Python 2 gave it its pairs at once. */
  private static Entries orderedDict(List<Object> arguments, Allowance allowance)
      throws IOException {
    Entries entries = Entries.none();
    if (!arguments.isEmpty()) {
      for (Object each : PickleValue.items(arguments.get(0)).list()) {
        List<Object> pair = PickleValue.items(each).list();
        if (pair.size() != 2) {
          throw new IOException("its pickle has a key without a value");
        }
        allowance.take(PAIR_BYTES);
        entries.put(pair.get(0), pair.get(1));
      }
    }
    return entries;
  }

  private static TensorView tensor(Object value) throws IOException {
    return PickleValue.required(TensorView.class, value, "a tensor");
  }

  private static Object first(List<Object> arguments) throws IOException {
    if (arguments.isEmpty()) {
      throw new IOException("its pickle calls something without its arguments");
    }
    return arguments.get(0);
  }
}
