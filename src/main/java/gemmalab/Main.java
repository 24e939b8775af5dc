package gemmalab;

import gemmalab.app.LogFile;
import gemmalab.app.UserFolders;
import gemmalab.cli.CommandLineApp;
import gemmalab.text.GemmaException;
import gemmalab.ui.GemmaLabWindow;

/** Without arguments the window, otherwise the command line. */
public final class Main {

  private static final int FAILED = 1;

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  private static int run(String[] arguments) {
    try {
      AsciiLocale.leave(arguments);
      UserHome.makeUsable();
    } catch (GemmaException e) {
      System.err.println(e.getMessage());
      return FAILED;
    }
    LogFile.open(UserFolders.log());
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, fault) -> System.err.println(LogFile.tell(fault)));
    return arguments.length == 0 ? GemmaLabWindow.open() : CommandLineApp.run(arguments);
  }
}
