package gemmalab.checkpoint;

import gemmalab.checkpoint.safetensors.SafetensorsFile;
import gemmalab.checkpoint.safetensors.SafetensorsShards;
import gemmalab.checkpoint.tensors.TensorFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The formats that are read. */
final class TensorFiles {

  /** What a folder's tensors are called, the first that is there being taken. */
  private static final List<String> NAMES = List.of(ModelFile.WEIGHTS, SafetensorsShards.INDEX);

  private TensorFiles() {}

  /** The file with a folder's tensors. */
  static Optional<Path> in(Path folder) {
    return NAMES.stream().map(folder::resolve).filter(Files::exists).findFirst();
  }

  /**
   * Opens a file in the format that its content has.
   *
   * @throws gemmalab.text.GemmaException if it is missing, damaged or of no known format
   */
  static TensorFile open(Path path) {
    return path.toString().endsWith(".json")
        ? SafetensorsShards.open(path)
        : SafetensorsFile.open(path);
  }
}
