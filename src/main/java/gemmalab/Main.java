package gemmalab;

import gemmalab.cli.CommandLineApp;

/** Without arguments the window, otherwise the command line. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(CommandLineApp.run(arguments));
  }
}
