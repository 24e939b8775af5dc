package gemmalab.app;

import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorEngine;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The engine, loaded when it is first asked for; on the tensor thread, as all of it is. */
final class LazyEngine implements EngineProvider {

  private final Consumer<TensorEngine> whenLoaded;
  private @Nullable TensorEngine loaded;

  private LazyEngine(Consumer<TensorEngine> whenLoaded) {
    this.whenLoaded = whenLoaded;
  }

  /** Uses every processor. */
  static LazyEngine alone() {
    return new LazyEngine(engine -> {});
  }

  /** Leaves a processor to the window. */
  static LazyEngine besideWindow() {
    return new LazyEngine(TensorEngine::yieldToWindow);
  }

  @Override
  public TensorEngine engine() {
    TensorEngine engine = loaded;
    if (engine == null) {
      engine = TensorEngine.onThisThread();
      whenLoaded.accept(engine);
      loaded = engine;
    }
    return engine;
  }
}
