package gemmalab.checkpoint;

import gemmalab.checkpoint.gguf.GgufModel;
import gemmalab.checkpoint.pickle.PickleFile;
import gemmalab.checkpoint.safetensors.SafetensorsFile;
import gemmalab.checkpoint.safetensors.SafetensorsShards;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.files.FileFaults;
import gemmalab.files.FolderLinks;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The formats that are read. */
final class TensorFiles {

  /** Names of a folder's weights, in order of preference; the last two are PyTorch's. */
  private static final List<String> NAMES =
      List.of(
          ModelFile.WEIGHTS, SafetensorsShards.INDEX, "best_model_params.pt", "pytorch_model.bin");

  /** Of names that say that it is a model; such a file is damaged if its content says nothing. */
  private static final List<String> ENDINGS =
      List.of(".safetensors", ".index.json", ".pt", ".pth", ".bin", ".gguf");

  private static final byte[] GGUF = {'G', 'G', 'U', 'F'};

  private TensorFiles() {}

  /** The file with a folder's tensors. */
  static Optional<Path> in(Path folder) {
    Optional<Path> found = NAMES.stream().map(folder::resolve).filter(Files::exists).findFirst();
    if (found.isPresent()) {
      requireInside(found.get());
    }
    return found;
  }

  private static void requireInside(Path file) {
    try {
      FolderLinks.requireInside(file);
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", file, FileFaults.reason(e));
    }
  }

  /**
   * Opens a file in the format that its content has.
   *
   * @throws gemmalab.text.GemmaException if it is missing, damaged or of no known format
   */
  static TensorFile open(Path path) {
    if (isSomethingElse(path)) {
      throw new GemmaException("error.model.otherFile", path);
    }
    if (path.toString().endsWith(".json")) {
      return SafetensorsShards.open(path);
    }
    if (PickleFile.recognizes(path)) {
      return PickleFile.open(path);
    }
    return isGguf(path) ? GgufModel.open(path) : SafetensorsFile.open(path);
  }

  /** Whether neither its name nor its content is that of a model: a story, a table, a picture. */
  private static boolean isSomethingElse(Path path) {
    String name = String.valueOf(path.getFileName());
    return Files.isRegularFile(path)
        && ENDINGS.stream().noneMatch(name::endsWith)
        && !PickleFile.recognizes(path)
        && !isGguf(path)
        && !SafetensorsFile.recognizes(path);
  }

  /** A file is believed by its first bytes, not by its name. */
  static boolean isGguf(Path path) {
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream file = Files.newInputStream(path)) {
      return Arrays.equals(file.readNBytes(GGUF.length), GGUF);
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", path, FileFaults.reason(e));
    }
  }
}
