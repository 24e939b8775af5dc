package gemmalab.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Runs many command lines in one process, each argument one of them with tabs inside. */
final class CommandLines {

  /** Stands between what two of them printed. */
  static final String END = "\u0001";

  private CommandLines() {}

  public static void main(String[] lines) {
    PrintWriter all = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    for (String line : lines) {
      CliRun run = CliRun.of(line.split("\t", -1));
      all.print(run.exitCode() + END + run.out() + END + run.err() + END);
      all.flush();
    }
  }
}
