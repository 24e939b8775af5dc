package gemmalab.benchmark;

import gemmalab.cli.CliChild;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * Training processes of a trial, all alike: a short text, a small batch, and a home and a temporary
 * folder of their own, so that whatever they leave there is found.
 */
final class TrialChildren {

  private static final int TEXT_BYTES = 150_000;

  private final Path folder;
  private final Path text;
  private final String options;

  /**
   * Makes the folders.
   *
   * @param options of {@code train}, for a run that begins
   */
  TrialChildren(Path folder, String options) throws IOException {
    this.folder = folder;
    this.options = options;
    Files.createDirectories(home());
    Files.createDirectories(temporary());
    text = Files.write(folder.resolve("text.txt"), stories());
  }

  private static byte[] stories() throws IOException {
    try (InputStream all = TrialChildren.class.getResourceAsStream("/assets/stories.txt")) {
      return Objects.requireNonNull(all).readNBytes(TEXT_BYTES);
    }
  }

  Path home() {
    return folder.resolve("home");
  }

  Path temporary() {
    return folder.resolve("tmp");
  }

  /** What all of them print. */
  Path log() {
    return folder.resolve("log.txt");
  }

  /** Begins a run, or goes on with it if there is one in the folder. */
  Process train(Path run, String more) throws IOException {
    return CliChild.start(log(), jvm(), words(run, more));
  }

  /** The same, with what it says on standard error in a file of its own. */
  Process train(Path run, String more, Path err) throws IOException {
    return CliChild.start(log(), err, jvm(), words(run, more));
  }

  /** The command that begins a run or goes on with it. */
  String[] words(Path run, String more) {
    String what =
        Files.exists(run.resolve("config.json"))
            ? "train --resume " + run
            : "train --preset nano " + options + " --data " + text + " --output " + run;
    return (what + " --device cpu" + more).split(" ", -1);
  }

  /** A crash of Java itself would leave its report where leftovers are looked for. */
  List<String> jvm() {
    return List.of(
        "-XX:TieredStopAtLevel=1",
        "-Duser.home=" + home(),
        "-Djava.io.tmpdir=" + temporary(),
        "-XX:ErrorFile=" + temporary().resolve("crash.log"));
  }
}
