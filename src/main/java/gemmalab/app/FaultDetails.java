package gemmalab.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** What somebody who is asked for help with a fault wants to know of it. */
public final class FaultDetails {

  /** The name of the program and its version. */
  public static final String PROGRAM = "Gemma Lab 0.1.0";

  private FaultDetails() {}

  /** A fault with all its causes, and the machine on which it happened. */
  public static String of(Throwable fault) {
    StringWriter text = new StringWriter();
    PrintWriter lines = new PrintWriter(text);
    lines.println(PROGRAM + ", " + Instant.now().truncatedTo(ChronoUnit.SECONDS));
    lines.println(joined("os.name", "os.version", "os.arch"));
    lines.println("Java " + joined("java.version", "java.vendor", "java.home"));
    lines.println(Locale.getDefault().toLanguageTag() + " " + Charset.defaultCharset());
    LogFile.folder().ifPresent(folder -> lines.println("log: " + folder));
    lines.println();
    fault.printStackTrace(lines);
    lines.flush();
    return text.toString();
  }

  private static String joined(String... properties) {
    return String.join(" ", List.of(properties).stream().map(System::getProperty).toList());
  }
}
