package gemmalab.cli;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of what is printed: a terminal gets its own charset, in which alone it can show
 * letters; files and pipes get UTF-8, so that a story or a table is the same on every machine.
 */
final class OutputCharset {

  private OutputCharset() {}

  /**
   * The charset of a standard stream.
   *
   * @param stream {@code stdout}, {@code stderr} or {@code stdin}
   */
  @SuppressWarnings("SystemConsoleNull") // of java.base it is null unless there is a terminal
  static Charset of(String stream) {
    System.setProperty("jdk.console", "java.base"); // Java 22 to 24 have another
    String ofTerminal = System.getProperty("sun." + stream + ".encoding"); // of Java 17
    return ofTerminal != null
        ? choose(ofTerminal, null, true)
        : choose(
            System.getProperty(stream + ".encoding"),
            System.getProperty("native.encoding"),
            System.console() != null);
  }

  /**
   * Chooses by what Java knows.
   *
   * @param named the charset that Java takes for the stream: the terminal's, or, for files and
   *     pipes, the system's or none
   * @param ofSystem the system's charset
   * @param terminal whether the stream surely is a terminal
   */
  static Charset choose(@Nullable String named, @Nullable String ofSystem, boolean terminal) {
    boolean file = !terminal && (named == null || named.equals(ofSystem));
    if (file || named == null || !Charset.isSupported(named)) {
      return StandardCharsets.UTF_8;
    }
    Charset charset = Charset.forName(named);
    // ASCII only means that no locale is set; terminals show UTF-8 all the same
    return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
  }
}
