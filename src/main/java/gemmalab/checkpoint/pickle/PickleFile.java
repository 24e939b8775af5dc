package gemmalab.checkpoint.pickle;

import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Weights as {@code torch.save} writes them: a zip, a file of before version 1.6, or an unpacked
 * zip. The pickle in it says which tensors there are; nothing that it asks for is run.
 */
public final class PickleFile implements TensorFile {

  private final Path path;
  private final TorchArchive archive;
  private final StateDict model;
  private final Map<String, StoredTensor> tensors = new LinkedHashMap<>();
  private final StorageReader reader;

  private PickleFile(Path path, TorchArchive archive) throws IOException {
    this.path = path;
    this.archive = archive;
    model = StateDict.of(archive.root(), path);
    reader = new StorageReader(archive);
    for (Map.Entry<String, TensorView> entry : model.tensors().entrySet()) {
      requireWhole(entry.getKey(), entry.getValue());
      tensors.put(entry.getKey(), entry.getValue().stored());
    }
  }

  /**
   * Opens a file or folder, reads its pickle and checks it against what else is there.
   *
   * @throws GemmaException if it is missing, damaged, holds no model, or asks for anything but
   *     tensors
   */
  public static PickleFile open(Path path) {
    if (!Files.isRegularFile(path) && !Files.isDirectory(path)) { // a pipe would never end
      throw new GemmaException("error.file.missing", path);
    }
    TorchArchive archive = null;
    try {
      archive = TorchArchive.open(path);
      return new PickleFile(path, archive);
    } catch (AccessDeniedException e) {
      throw new GemmaException(e, "error.file.unreadable", path, FileFaults.reason(e));
    } catch (IOException | RuntimeException e) {
      if (archive != null) {
        closeQuietly(archive);
      }
      throw sentence(e, path);
    }
  }

  /** Sizes that overflow, and what the zip's own reader throws, mean damage as well. */
  private static RuntimeException sentence(Exception fault, Path path) {
    if (fault instanceof IOException io) {
      return new GemmaException(io, "error.file.damaged", path, FileFaults.reason(io));
    } else if (fault instanceof ArithmeticException || fault instanceof IllegalArgumentException) {
      return new GemmaException(
          fault, "error.file.damaged", path, String.valueOf(fault.getMessage()));
    }
    return (RuntimeException) fault;
  }

  /** Whether a folder or file is one of torch's, by what is in it and not by its name. */
  public static boolean recognizes(Path path) {
    if (Files.isDirectory(path)) {
      return Files.isRegularFile(path.resolve(FolderArchive.PICKLE));
    }
    try {
      return Files.isRegularFile(path)
          && (ZipArchive.isZip(path) || LegacyArchive.hasMagicNumber(path));
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", path, FileFaults.reason(e));
    }
  }

  private void requireWhole(String name, TensorView tensor) throws IOException {
    Storage storage = tensor.storage();
    if (storage.end() > archive.bytes(storage.key())) {
      throw new EOFException("it lacks numbers of the tensor " + PickleNames.shown(name));
    }
    if (!tensor.isContiguous() && !archive.isRandomAccess(storage.key())) {
      throw new GemmaException("error.pickle.compressed", path, PickleNames.shown(name));
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return Collections.unmodifiableMap(tensors);
  }

  /** Plain values beside the model, such as its configuration: texts, numbers, lists and maps. */
  public Map<String, Object> besides() {
    return Collections.unmodifiableMap(model.besides());
  }

  @Override
  public boolean isShared(String one, String other) {
    TensorView tensor = model.tensors().get(one);
    return tensor != null && tensor.equals(model.tensors().get(other));
  }

  @Override
  public void read(String name, long begin, float[] target) throws IOException {
    TensorView tensor = model.tensors().get(name);
    if (tensor == null) {
      throw new GemmaException("error.tensor.missing", path, name);
    }
    StorageType type = tensor.storage().type();
    if (!type.isOfWeights()) {
      throw new GemmaException("error.tensor.type", path, name, type.dtype());
    }
    reader.read(tensor, begin, target);
  }

  @Override
  public void close() {
    closeQuietly(archive);
  }

  private static void closeQuietly(TorchArchive archive) {
    try {
      archive.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
