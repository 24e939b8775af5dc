package gemmalab;

import gemmalab.cli.CommandLineApp;
import gemmalab.ui.Window;

/** Without arguments the window, otherwise the command line. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(arguments.length == 0 ? Window.open() : CommandLineApp.run(arguments));
  }
}
