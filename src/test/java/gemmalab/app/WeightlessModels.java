package gemmalab.app;

import ai.djl.ndarray.NDManager;
import gemmalab.app.OpenModel.Origin;
import gemmalab.checkpoint.LoadMonitor;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tokenizer.Tokenizer;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Opens models that have a shape and no weights: enough for who only shows them, and there at once.
 */
public final class WeightlessModels implements ModelOpener {

  private final Deque<CompletableFuture<OpenModel>> held = new ArrayDeque<>();
  private final List<OpenModel> closed = new ArrayList<>();
  private boolean holding;
  private LoadMonitor watching = LoadMonitor.NONE;

  /** A model of a configuration. */
  public static OpenModel of(String name, GemmaConfig config, @Nullable Path run) {
    return new OpenModel(
        name,
        Origin.FILE,
        new Gemma3Model(config, noEngine()),
        new Letters(config.vocabSize()),
        run);
  }

  /** From now on nothing opens before it is said. */
  public void hold() {
    holding = true;
  }

  /** The opening that was asked for first of those that are held. */
  public CompletableFuture<OpenModel> next() {
    return held.remove();
  }

  /** Who watches the last opening. */
  public LoadMonitor watching() {
    return watching;
  }

  /** Models that were let go of. */
  public List<OpenModel> closed() {
    return closed;
  }

  @Override
  public CompletableFuture<OpenModel> open(Path path, ComputeDevice device, LoadMonitor monitor) {
    watching = monitor;
    return opening(of(path.toString(), ModelPreset.NANO.config(), path));
  }

  @Override
  public CompletableFuture<OpenModel> random(ModelPreset preset, ComputeDevice device) {
    return opening(of(preset.label(), preset.config(), null));
  }

  @Override
  public void close(OpenModel model) {
    closed.add(model);
  }

  private CompletableFuture<OpenModel> opening(OpenModel model) {
    CompletableFuture<OpenModel> future = new CompletableFuture<>();
    if (holding) {
      held.add(future);
    } else {
      future.complete(model);
    }
    return future;
  }

  /** A model asks for nothing but a name until its weights are set. */
  private static NDManager noEngine() {
    return (NDManager)
        Proxy.newProxyInstance(
            NDManager.class.getClassLoader(),
            new Class<?>[] {NDManager.class},
            (proxy, method, arguments) -> {
              if (method.getReturnType() != void.class) {
                throw new UnsupportedOperationException(method.getName());
              }
              return null;
            });
  }

  /** Each letter is a token. */
  private record Letters(int size) implements Tokenizer {
    @Override
    public int[] encode(String text) {
      return text.chars().map(letter -> letter % size).toArray();
    }

    @Override
    public byte[] bytes(int id) {
      return String.valueOf((char) id).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int endOfText() {
      return 0;
    }
  }
}
