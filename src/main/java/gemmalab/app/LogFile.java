package gemmalab.app;

import gemmalab.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.ErrorManager;
import java.util.logging.FileHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The log of the program and of the libraries that it uses: some small files in the user's folder,
 * of which the oldest is thrown away. The terminal is left to what the user asked for.
 */
public final class LogFile {

  private static final int FILES = 3;
  private static final int LARGEST_BYTES = 1_000_000;

  private static final Logger ALL = Logger.getLogger("");
  private static final AtomicReference<@Nullable Path> FOLDER = new AtomicReference<>();

  private LogFile() {}

  /**
   * Logs into a folder from now on. Where it cannot be written, warnings come to the terminal: no
   * program should fail for its log.
   */
  public static void open(Path folder) {
    try {
      Files.createDirectories(folder);
      Handler file = new FileHandler(pattern(folder), LARGEST_BYTES, FILES, true);
      file.setEncoding("UTF-8");
      file.setFormatter(new LogLine());
      file.setErrorManager(new SilentEnd());
      for (Handler terminal : ALL.getHandlers()) {
        ALL.removeHandler(terminal);
      }
      ALL.addHandler(file);
      FOLDER.set(folder);
    } catch (IOException e) {
      for (Handler terminal : ALL.getHandlers()) {
        terminal.setLevel(Level.WARNING);
      }
    }
  }

  /**
   * What happens when the log cannot be written any more, as on a full disk. Java's own way prints
   * a stack trace into what the user asked for; from now on nobody is told to look into the log.
   */
  private static final class SilentEnd extends ErrorManager {
    @Override
    public synchronized void error(@Nullable String message, @Nullable Exception fault, int code) {
      FOLDER.set(null);
    }
  }

  /** Lets go of the files. */
  static void close() {
    FOLDER.set(null);
    for (Handler handler : ALL.getHandlers()) {
      if (handler instanceof FileHandler) {
        ALL.removeHandler(handler);
        handler.close();
      }
    }
  }

  /** Logs a fault that nobody expected, and says it in a sentence. */
  public static String tell(Throwable fault) {
    ALL.log(Level.SEVERE, "Unexpected fault", fault);
    return folder()
        .map(folder -> Messages.english().format("error.unexpected", fault, folder))
        .orElse(fault.toString());
  }

  /** Where it is, if there is one. */
  public static Optional<Path> folder() {
    return Optional.ofNullable(FOLDER.get());
  }

  /** The first number tells programs that run at once apart, the second the files of one. */
  private static String pattern(Path folder) {
    return folder.resolve("gemma-lab-").toString().replace("%", "%%") + "%u-%g.log";
  }
}
