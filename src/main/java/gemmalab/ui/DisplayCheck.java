package gemmalab.ui;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out whether a window can open before JavaFX loads, which would otherwise fail late and with
 * a stack trace. Only Linux can lack a display.
 */
final class DisplayCheck {

  private static final Pattern LOCAL = Pattern.compile(":(\\d+)(\\.\\d+)?");

  private DisplayCheck() {}

  /** Key of the sentence that says what is missing; empty if a window can be tried. */
  static Optional<String> whatIsMissing() {
    boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    boolean gtk = System.getProperty("glass.platform", "gtk").equals("gtk");
    if (!linux || !gtk) {
      return Optional.empty();
    }
    String display = System.getenv("DISPLAY");
    return canConnect(display == null ? "" : display)
        ? Optional.empty()
        : Optional.of("error.display");
  }

  /** Displays of other machines are left to JavaFX to try. */
  static boolean canConnect(String display) {
    if (display.isBlank()) {
      return false;
    }
    Matcher local = LOCAL.matcher(display);
    if (!local.matches()) {
      return true;
    }
    Path socket = Path.of("/tmp/.X11-unix/X" + local.group(1));
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
      return channel.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
