package gemmalab.ui;

import gemmalab.ui.shell.FilePicker;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Picks what the test says, without a dialog. */
public final class PickedFile implements FilePicker {

  private @Nullable Path next;
  private @Nullable Path shown;

  /** What will be picked; null if the user changes their mind. */
  public void next(@Nullable Path path) {
    next = path;
  }

  /** What was shown where it lies; null if nothing was. */
  public @Nullable Path shown() {
    return shown;
  }

  @Override
  public void show(Path path) {
    shown = path;
  }

  @Override
  public Optional<Path> folder(String title) {
    return Optional.ofNullable(next);
  }

  @Override
  public Optional<Path> modelFile(String title) {
    return Optional.ofNullable(next);
  }
}
