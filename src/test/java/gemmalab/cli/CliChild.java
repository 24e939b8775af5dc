package gemmalab.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The command line in a process of its own, which can be killed. */
public final class CliChild {

  private CliChild() {}

  /** Starts a command; what it prints is added to a file. */
  public static Process start(Path log, String... arguments) throws IOException {
    return start(log, List.of(), arguments);
  }

  /**
   * Starts a command; what it prints is added to a file.
   *
   * @param jvm options of Java itself
   */
  public static Process start(Path log, List<String> jvm, String... arguments) throws IOException {
    return start(log, log, jvm, arguments);
  }

  /** Starts a command that keeps standard output and standard error apart if they are two files. */
  public static Process start(Path out, Path err, List<String> jvm, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(command(arguments));
    command.addAll(1, jvm);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()));
    return out.equals(err)
        ? builder.redirectErrorStream(true).start()
        : builder.redirectError(err.toFile()).start();
  }

  /** A command that has ended; what it printed is taken for UTF-8. */
  public record Ended(int exitCode, String out, String err) {}

  /**
   * Runs a command to its end.
   *
   * @param folder where it runs; what it prints is kept beside it
   * @param environment what differs from this process's own
   * @param jvm options of Java itself
   */
  public static Ended run(
      Path folder, Map<String, String> environment, List<String> jvm, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(command(arguments));
    command.addAll(1, jvm);
    Path out = Files.createTempFile("out", ".txt");
    Path err = Files.createTempFile("err", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().putAll(environment);
    try {
      int exitCode = builder.start().waitFor();
      return new Ended(exitCode, Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  private static List<String> command(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("gemmalab.Main");
    command.addAll(List.of(arguments));
    return command;
  }
}
