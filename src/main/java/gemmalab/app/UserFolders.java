package gemmalab.app;

import java.nio.file.Path;

/**
 * Where the app keeps things for its user. What people work with lies where they see it, what only
 * the app needs in a hidden folder.
 */
public final class UserFolders {

  /** Names another folder for downloads and tokens than the user's. */
  public static final String DATA_PROPERTY = "gemmalab.data";

  private UserFolders() {}

  /** Runs of the command line and of the window, if nothing else is said. */
  public static Path runs() {
    return home().resolve("GemmaLab").resolve("runs");
  }

  /** Models that the window writes in other formats, if nothing else is said. */
  public static Path exports() {
    return home().resolve("GemmaLab").resolve("exports");
  }

  /** What the window remembers. */
  public static Path settings() {
    return hidden();
  }

  /** Downloads and the tokens of large texts. */
  public static Path data() {
    String named = System.getProperty(DATA_PROPERTY);
    return named == null ? hidden().resolve("data") : Path.of(named);
  }

  /** The log, in files that replace each other. */
  public static Path log() {
    return hidden().resolve("log");
  }

  private static Path hidden() {
    return home().resolve(".gemma-lab");
  }

  /** Read anew each time: the program's start may have replaced a home that cannot be written. */
  private static Path home() {
    return Path.of(System.getProperty("user.home"));
  }
}
