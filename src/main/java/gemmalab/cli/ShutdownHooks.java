package gemmalab.cli;

/** Work that Ctrl-C waits for. */
final class ShutdownHooks {

  private ShutdownHooks() {}

  /** Takes a hook away that is not needed any more. */
  static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Ctrl-C came: the hook is what ended the work
    }
  }
}
