package gemmalab;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.StringArray;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * The locale {@code C}, which containers and scheduled jobs have if nothing else is said. Java then
 * takes arguments and file names for ASCII and loses every other letter before the program begins,
 * and no setting changes that later. So on Linux the same command starts once more, in this very
 * process and with the bytes that were typed, in a locale that is UTF-8.
 */
final class AsciiLocale {

  private static final String LOCALE = "LC_ALL";
  private static final String UTF_8_LOCALE = "C.UTF-8";

  /** What Java makes of a byte that its charset does not know. */
  private static final String LOST = "\uFFFD";

  /** Keeps every byte as it is. */
  private static final Charset BYTES = StandardCharsets.ISO_8859_1;

  private static final Path PROCESS = Path.of("/proc/self");

  private AsciiLocale() {}

  /** The function of the C library that is needed here. */
  interface CLibrary extends Library {
    int execve(String program, StringArray arguments, StringArray environment);
  }

  /**
   * Starts the program anew where the locale is ASCII. Comes back where it is not, or where that
   * does not help.
   *
   * @throws GemmaException if letters of the arguments are lost
   */
  static void leave(String... arguments) {
    Charset charset = charsetOfFileNames();
    if (charset.equals(StandardCharsets.US_ASCII) && !isTried()) {
      startAnew();
    }
    if (!charset.equals(StandardCharsets.UTF_8)) {
      requireWhole(charset, arguments);
    }
  }

  /** Letters that this charset does not have have no bytes left to save. */
  static void requireWhole(Charset charset, String... arguments) {
    Stream.of(arguments)
        .filter(argument -> argument.contains(LOST))
        .findFirst()
        .ifPresent(
            argument -> {
              throw new GemmaException("error.locale", charset.name(), argument);
            });
  }

  private static Charset charsetOfFileNames() {
    String name = System.getProperty("sun.jnu.encoding", "");
    return !name.isEmpty() && Charset.isSupported(name)
        ? Charset.forName(name)
        : StandardCharsets.UTF_8;
  }

  /** A C library without that locale falls back to ASCII: it would go on for ever. */
  private static boolean isTried() {
    return UTF_8_LOCALE.equals(System.getenv(LOCALE));
  }

  private static void startAnew() {
    try {
      String[] command = strings("cmdline");
      String[] environment =
          Stream.concat(
                  Arrays.stream(strings("environ")).filter(each -> !each.startsWith(LOCALE + "=")),
                  Stream.of(LOCALE + "=" + UTF_8_LOCALE))
              .toArray(String[]::new);
      // JNA unpacks itself; the user's home cannot be trusted yet
      System.setProperty("jna.tmpdir", System.getProperty("java.io.tmpdir"));
      int failed =
          Native.load("c", CLibrary.class)
              .execve(
                  PROCESS.resolve("exe").toString(),
                  new StringArray(command, BYTES.name()),
                  new StringArray(environment, BYTES.name()));
      assert failed < 0; // or this program would be no more
    } catch (IOException | LinkageError e) {
      // Not Linux, or a sandbox: the program goes on as it is, and what is lost will be told.
      System.clearProperty("jna.tmpdir");
    }
  }

  /** A block of strings, each of which ends with a zero byte. */
  private static String[] strings(String file) throws IOException {
    String block = new String(Files.readAllBytes(PROCESS.resolve(file)), BYTES);
    String[] parts = block.split("\0", -1);
    return Arrays.copyOf(parts, parts.length - 1);
  }
}
