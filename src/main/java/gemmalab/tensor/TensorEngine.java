package gemmalab.tensor;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.jni.JniUtils;
import ai.djl.training.GradientCollector;
import ai.djl.util.Utils;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * PyTorch, loaded once in a process, with telemetry off and the C libraries tuned.
 *
 * <p>Whether gradients are recorded belongs to a thread, not to the engine, so each tensor thread
 * takes its own view of the engine with {@link #onThisThread()}.
 */
public final class TensorEngine {

  private static final String NAME = "PyTorch";

  private final Engine engine;
  private final Kernels kernels;

  private TensorEngine(Engine engine, Kernels kernels) {
    this.engine = engine;
    this.kernels = kernels;
  }

  /**
   * Loads the engine and the kernels if no one has, and switches gradients off on this thread.
   *
   * @throws GemmaException if the native library cannot be loaded
   */
  public static TensorEngine onThisThread() {
    TensorEngine loaded = Holder.load();
    JniUtils.setGradMode(false);
    JniUtils.setGraphExecutorOptimize(false); // or a kernel rounds otherwise from its second call
    return loaded;
  }

  public Kernels kernels() {
    return kernels;
  }

  /** A manager that owns tensors on a device until it is closed. */
  public NDManager newManager(ComputeDevice device) {
    return engine.newBaseManager(device.resolve());
  }

  /** Records what is computed until it closes; only one may be open in a process. */
  public GradientCollector recordGradients() {
    return engine.newGradientCollector();
  }

  /** Lets weights learn: their gradients are recorded from now on, and start with zeros. */
  public void requireGradients(List<NDArray> weights, NDManager scope) {
    weights.forEach(weight -> weight.setRequiresGradient(true));
    try (GradientCollector gradients = recordGradients()) {
      gradients.backward(kernels.optimizer().zeroWithGradientOf(weights, scope));
    }
  }

  /** Makes random weights repeat. */
  public void seed(int seed) {
    engine.setRandomSeed(seed);
  }

  /** CPU threads that one operation uses. */
  public int threads() {
    return JniUtils.getNumThreads();
  }

  /** Lets a window go first: it has one processor to itself where there are several. */
  public void yieldToWindow() {
    NativeTuning.yieldToOthers();
    int others = Math.max(1, Runtime.getRuntime().availableProcessors() - 1);
    JniUtils.setNumThreads(Math.min(JniUtils.getNumThreads(), others));
  }

  private static final class Holder {
    private static @Nullable TensorEngine instance;

    static synchronized TensorEngine load() {
      TensorEngine loaded = instance;
      if (loaded == null) {
        System.setProperty("OPT_OUT_TRACKING", "true");
        NativeTuning.apply();
        loaded = start();
        instance = loaded;
      }
      return loaded;
    }

    private static TensorEngine start() {
      try {
        Engine engine = Engine.getEngine(NAME);
        return new TensorEngine(engine, Kernels.compile(engine));
      } catch (ai.djl.engine.EngineException e) {
        throw fault(e);
      }
    }

    /**
     * A folder that cannot be written, a full disk and a missing network have different ways out.
     */
    private static GemmaException fault(Throwable fault) {
      for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
        // What a full disk throws is an IOException without a type of its own
        if (cause instanceof FileSystemException || cause.getClass() == IOException.class) {
          String folder = Utils.getEngineCacheDir().toString();
          return new GemmaException(fault, "error.engine.folder", folder, cause.toString());
        }
      }
      return new GemmaException(fault, "error.engine.load", String.valueOf(fault.getMessage()));
    }
  }
}
