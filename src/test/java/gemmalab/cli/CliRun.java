package gemmalab.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A command, run in this process, with what it printed. */
public record CliRun(int exitCode, String out, String err) {

  public static CliRun of(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exitCode =
        CommandLineApp.create(new PrintWriter(out, true), new PrintWriter(err, true))
            .execute(arguments);
    return new CliRun(exitCode, out.toString(), err.toString());
  }
}
