package gemmalab.thread;

import java.util.concurrent.ThreadFactory;

/**
 * Makes the app's threads but for the tensor thread, so that a glance here tells which there are
 * and each has a name in a thread dump.
 */
public final class Threads {

  private Threads() {}

  /** A thread that has not started. */
  public static Thread named(String name, Runnable work) {
    return new Thread(work, name);
  }

  /** For an executor whose threads do not keep the app alive. */
  public static ThreadFactory daemons(String name) {
    return work -> {
      Thread thread = named(name, work);
      thread.setDaemon(true);
      return thread;
    };
  }
}
