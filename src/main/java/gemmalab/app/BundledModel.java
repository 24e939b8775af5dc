package gemmalab.app;

import gemmalab.train.RunFolder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** The trained model that comes with the app: the folder of its run, {@code models/tale-nano}. */
public final class BundledModel {

  private static final Path PLACE = Path.of("models", "tale-nano");

  /** The classes lie in {@code target/classes} or in a jar in {@code target}. */
  private static final int FOLDERS_ABOVE_CLASSES = 3;

  private BundledModel() {}

  /** Where it is; empty where the app was taken out of its folder without it. */
  public static Optional<Path> folder() {
    Path folder = classes();
    for (int up = 0; up < FOLDERS_ABOVE_CLASSES && folder != null; up++) {
      folder = folder.getParent();
      if (folder != null && RunFolder.isRun(folder.resolve(PLACE))) {
        return Optional.of(folder.resolve(PLACE));
      }
    }
    return Optional.empty();
  }

  private static Path classes() {
    CodeSource source = BundledModel.class.getProtectionDomain().getCodeSource();
    try {
      return Path.of(source.getLocation().toURI()).toAbsolutePath();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(source.getLocation().toString(), e);
    }
  }
}
