package gemmalab.cli;

import gemmalab.app.Futures;
import gemmalab.thread.Threads;
import java.util.concurrent.CompletableFuture;

/** Work that Ctrl-C waits for. */
final class ShutdownHooks {

  private ShutdownHooks() {}

  /**
   * Waits for work to end.
   *
   * @param last done if the process is ended meanwhile, before it ends
   */
  static void whileAtWork(Runnable last, CompletableFuture<?> work) throws InterruptedException {
    Thread hook = Threads.named("last", last);
    Runtime.getRuntime().addShutdownHook(hook);
    try {
      Futures.await(work);
    } finally {
      forget(hook);
    }
  }

  /** Takes a hook away that is not needed any more. */
  static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // Ctrl-C came: the hook is what ended the work
    }
  }
}
