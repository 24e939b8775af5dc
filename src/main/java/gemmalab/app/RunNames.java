package gemmalab.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Names runs, and finds them by their names; the same for the window and the command line. */
public final class RunNames {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  private RunNames() {}

  /** A folder for a new run that is not there yet: {@code nano-20251231-235959}. */
  public static Path newFolder(Path runs, String preset) {
    return newFolder(runs, preset, LocalDateTime.now(ZoneId.systemDefault()));
  }

  static Path newFolder(Path runs, String preset, LocalDateTime now) {
    String name = preset + "-" + TIME.format(now);
    Path folder = runs.resolve(name);
    for (int number = 2; Files.exists(folder); number++) { // of the same second
      folder = runs.resolve(name + "-" + number);
    }
    return folder;
  }

  /** The path as it was named; if nothing is there, the run of that name in the usual place. */
  public static Path find(Path named) {
    Path run = UserFolders.runs().resolve(named);
    return Files.exists(named) || !Files.exists(run) ? named : run;
  }
}
