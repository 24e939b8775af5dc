package gemmalab.checkpoint.pickle;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.tensors.EncodedTensors;
import gemmalab.checkpoint.tensors.NumberType;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Writes a state dict as {@code torch.save} does, so that {@code torch.load(weights_only=True)}
 * reads it. The same tensors give the same bytes.
 */
public final class StateDictWriter {

  /** The folder in the zip; torch takes whatever name it has. */
  private static final String FOLDER = "archive/";

  private StateDictWriter() {}

  /**
   * Writes it.
   *
   * @param channel of a regular file, which has places to go back to
   * @param tensors by name, with their shapes
   * @param shared which of them, by name, have the numbers of which other one before it
   * @param bytes of those that are not shared
   */
  public static void write(
      FileChannel channel,
      Map<String, Shape> tensors,
      Map<String, String> shared,
      NumberType type,
      EncodedTensors bytes)
      throws IOException {
    Map<String, String> storages = storages(tensors, shared);
    StateDictPickle pickle = new StateDictPickle(StorageType.valueOf(type.name()));
    tensors.forEach((name, shape) -> pickle.add(name, shape, storage(storages, shared, name)));
    StoredZipWriter zip = new StoredZipWriter(channel);
    zip.entry(FOLDER + "data.pkl", pickle.end());
    zip.entry(FOLDER + "byteorder", ascii("little"));
    for (Map.Entry<String, String> storage : storages.entrySet()) {
      Shape shape = Objects.requireNonNull(tensors.get(storage.getKey()));
      zip.entry(
          FOLDER + "data/" + storage.getValue(),
          shape.size() * type.bytes(),
          target -> bytes.forEach(storage.getKey(), target::put));
    }
    zip.entry(FOLDER + "version", ascii("3\n"));
    zip.end();
  }

  /** The keys of the storages, by the tensors that they are of. */
  private static Map<String, String> storages(
      Map<String, Shape> tensors, Map<String, String> shared) {
    Map<String, String> storages = new LinkedHashMap<>();
    for (String name : tensors.keySet()) {
      if (!shared.containsKey(name)) {
        storages.put(name, Integer.toString(storages.size()));
      }
    }
    return storages;
  }

  private static String storage(
      Map<String, String> storages, Map<String, String> shared, String name) {
    String owner = shared.getOrDefault(name, name);
    return Objects.requireNonNull(storages.get(owner), owner);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
