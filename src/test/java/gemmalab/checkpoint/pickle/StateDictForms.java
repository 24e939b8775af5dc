package gemmalab.checkpoint.pickle;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.tensors.EncodedTensors;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.files.DurableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A model in the forms in which training scripts save it. */
public enum StateDictForms {
  /** {@code torch.save(model.state_dict(), path)}. */
  PLAIN,
  /** The same of a model that {@code torch.compile} returned. */
  COMPILED,
  /** Within what a script saves to go on later. */
  WRAPPED;

  private static final String WRAPPER = "model_state_dict";

  /** Writes it in float32. */
  public void write(Path path, Map<String, Shape> tensors, EncodedTensors bytes)
      throws IOException {
    DurableFile.write(
        path,
        channel -> {
          if (this == WRAPPED) {
            writeWrapped(new StoredZipWriter(channel), tensors, bytes);
          } else {
            String prefix = this == COMPILED ? "_orig_mod." : "";
            Map<String, Shape> named = new LinkedHashMap<>();
            tensors.forEach((name, shape) -> named.put(prefix + name, shape));
            StateDictWriter.write(
                channel,
                named,
                Map.of(),
                NumberType.FLOAT32,
                (name, use) -> bytes.forEach(name.substring(prefix.length()), use));
          }
        });
  }

  private static void writeWrapped(
      StoredZipWriter zip, Map<String, Shape> tensors, EncodedTensors bytes) throws IOException {
    StateDictPickle pickle = new StateDictPickle(StorageType.FLOAT32);
    tensors.forEach((name, shape) -> pickle.add(name, shape, name.replace('.', '_')));
    zip.entry("model/data.pkl", wrapped(pickle.end()));
    for (Map.Entry<String, Shape> tensor : tensors.entrySet()) {
      zip.entry(
          "model/data/" + tensor.getKey().replace('.', '_'),
          tensor.getValue().size() * Float.BYTES,
          target -> bytes.forEach(tensor.getKey(), target::put));
    }
    zip.entry("model/version", "3\n".getBytes(StandardCharsets.US_ASCII));
    zip.end();
  }

  /** A dict with one key, whose value is what the pickle was before. */
  private static byte[] wrapped(byte[] pickle) {
    ByteArrayOutputStream around = new ByteArrayOutputStream();
    around.write(pickle, 0, 2); // the protocol
    around.writeBytes(new byte[] {'}', 'X', (byte) WRAPPER.length(), 0, 0, 0});
    around.writeBytes(WRAPPER.getBytes(StandardCharsets.US_ASCII));
    around.write(pickle, 2, pickle.length - 3); // all but the stop
    around.write('s');
    around.write('.');
    return around.toByteArray();
  }
}
