package gemmalab.tensor;

/** Loads the engine at the first use that needs it, not before. */
@FunctionalInterface
public interface EngineProvider {

  /**
   * The engine; on the tensor thread only.
   *
   * @throws gemmalab.text.GemmaException if the native library cannot be loaded
   */
  TensorEngine engine();
}
