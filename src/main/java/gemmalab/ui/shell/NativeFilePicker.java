package gemmalab.ui.shell;

import gemmalab.text.GemmaException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.FileChooser.ExtensionFilter;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Asks by the system's own dialogs, which begin where the last one ended. */
public final class NativeFilePicker implements FilePicker {

  private static final ExtensionFilter MODELS =
      new ExtensionFilter(
          "safetensors, PyTorch, GGUF",
          "*.safetensors",
          "*.pt",
          "*.pth",
          "*.bin",
          "*.gguf",
          "*.safetensors.index.json");

  private static final ExtensionFilter ALL = new ExtensionFilter("*", "*");

  private final Window owner;
  private @Nullable File last;

  /** Asks before a window. */
  public NativeFilePicker(Window owner) {
    this.owner = owner;
  }

  @Override
  public Optional<Path> folder(String title) {
    DirectoryChooser chooser = new DirectoryChooser();
    chooser.setTitle(title);
    chooser.setInitialDirectory(begin());
    return chosen(chooser.showDialog(owner));
  }

  @Override
  public Optional<Path> modelFile(String title) {
    FileChooser chooser = new FileChooser();
    chooser.setTitle(title);
    chooser.setInitialDirectory(begin());
    chooser.getExtensionFilters().setAll(MODELS, ALL);
    return chosen(chooser.showOpenDialog(owner));
  }

  @Override
  public void show(Path path) {
    Path absolute = path.toAbsolutePath();
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    List<String> command;
    if (system.contains("win")) {
      command = List.of("explorer", "/select," + absolute);
    } else if (system.contains("mac")) {
      command = List.of("open", "-R", absolute.toString());
    } else {
      command = List.of("xdg-open", String.valueOf(absolute.getParent()));
    }
    try {
      new ProcessBuilder(command).start();
    } catch (IOException e) { // a system without a file manager
      throw new GemmaException(e, "error.folder.show", absolute);
    }
  }

  /** A folder that is gone would make the dialog fail. */
  private @Nullable File begin() {
    return last != null && last.isDirectory() ? last : null;
  }

  private Optional<Path> chosen(@Nullable File file) {
    if (file == null) {
      return Optional.empty();
    }
    last = file.getParentFile();
    return Optional.of(file.toPath());
  }
}
