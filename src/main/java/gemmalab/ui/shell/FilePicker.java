package gemmalab.ui.shell;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The system's own windows for files. Asks the user for a place on the disk; empty if the user
 * changes their mind.
 */
public interface FilePicker {

  /** Asks for a folder. */
  Optional<Path> folder(String title);

  /** Asks for a file with a model. */
  Optional<Path> modelFile(String title);

  /**
   * Shows a file or folder where it lies.
   *
   * @throws gemmalab.text.GemmaException if the system has no file manager
   */
  void show(Path path);
}
