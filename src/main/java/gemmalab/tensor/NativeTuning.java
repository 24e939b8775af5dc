package gemmalab.tensor;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings of the C libraries below PyTorch; they must be made before the engine loads.
 *
 * <ul>
 *   <li>Memory that PyTorch frees stays in the process. By default glibc gives each large block
 *       back to Linux, and the next step pays for its page faults again: a training step on the CPU
 *       is 1.6 to 1.8 times as fast without.
 *   <li>Threads that wait for each other at the end of an operation soon sleep. By default they
 *       spin for long, which is 20 times as slow where another program wants a core: the thread
 *       that is waited for does not get it.
 * </ul>
 */
final class NativeTuning {

  private static final Logger LOG = LoggerFactory.getLogger(NativeTuning.class);

  /** Some microseconds: long enough for a partner that runs, too short to starve one that waits. */
  private static final String SPIN_COUNT = "2000";

  // The numbers of <malloc.h>.
  private static final int M_TRIM_THRESHOLD = -1;
  private static final int M_TOP_PAD = -2;
  private static final int M_MMAP_THRESHOLD = -3;

  // The numbers of <sys/resource.h>, and a priority that yields without starving.
  private static final int PRIO_PROCESS = 0;
  private static final int THIS_THREAD = 0;
  private static final int NICE = 10;

  private NativeTuning() {}

  /** The functions of the C library that are needed here. */
  interface CLibrary extends Library {
    int setenv(String name, String value, int overwrite);

    int mallopt(int parameter, int value);

    int setpriority(int which, int who, int priority);
  }

  /**
   * Lets other threads of the process run first where both want a processor: on Linux, nice values
   * are a thread's own, and threads that it starts take them over.
   */
  static void yieldToOthers() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      Native.load("c", CLibrary.class).setpriority(PRIO_PROCESS, THIS_THREAD, NICE);
    } catch (UnsatisfiedLinkError e) {
      LOG.info("The C library has no setpriority; the window shares its processor evenly.", e);
    }
  }

  static void apply() {
    if (!Platform.isLinux()) {
      return;
    }
    try {
      CLibrary c = Native.load("c", CLibrary.class);
      c.setenv("GOMP_SPINCOUNT", SPIN_COUNT, 0); // unless the user has set another
      c.setenv("THP_MEM_ALLOC_ENABLE", "1", 1); // PyTorch then asks for huge pages
      c.mallopt(M_MMAP_THRESHOLD, 1 << 30);
      c.mallopt(M_TRIM_THRESHOLD, Integer.MAX_VALUE);
      c.mallopt(M_TOP_PAD, 256 << 20);
    } catch (UnsatisfiedLinkError e) {
      LOG.info("The C library has no mallopt; training runs with its defaults.", e);
    }
  }
}
