package gemmalab.app;

import gemmalab.checkpoint.config.Assumption;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A model in memory. Its weights are freed when all who use it have let go. */
public final class OpenModel {

  private final String name;
  private final Origin origin;
  private final Gemma3Model model;
  private final UsableTokenizer tokenizer;
  private final @Nullable Path run;
  private final List<String> unused;
  private final List<Assumption> assumed;
  private final AtomicInteger users = new AtomicInteger(1);

  /** Draws random weights; null once they are there. */
  private @Nullable Runnable draw;

  /** Where the weights come from. */
  public enum Origin {
    /** Random: it has learned nothing yet. */
    RANDOM,
    /** Read from disk. */
    FILE,
    /** Being trained: the weights change while one looks. */
    TRAINING
  }

  OpenModel(
      String name, Origin origin, Gemma3Model model, Tokenizer tokenizer, @Nullable Path run) {
    this(name, origin, model, UsableTokenizer.of(tokenizer), run, List.of(), List.of());
  }

  OpenModel(
      String name,
      Origin origin,
      Gemma3Model model,
      UsableTokenizer tokenizer,
      @Nullable Path run,
      List<String> unused,
      List<Assumption> assumed) {
    this.name = name;
    this.origin = origin;
    this.model = model;
    this.tokenizer = tokenizer;
    this.run = run;
    this.unused = List.copyOf(unused);
    this.assumed = List.copyOf(assumed);
  }

  /**
   * A model whose random weights are drawn when someone first computes with it: that it has learned
   * nothing can be told without them.
   */
  static OpenModel random(String name, Gemma3Model model, Tokenizer tokenizer, Runnable draw) {
    OpenModel random = new OpenModel(name, Origin.RANDOM, model, tokenizer, null);
    random.draw = draw;
    return random;
  }

  public String name() {
    return name;
  }

  public Origin origin() {
    return origin;
  }

  /** Folder of the run that it is of; null if it is of none. */
  public @Nullable Path run() {
    return run;
  }

  /** Tensors of its file that stay unused. */
  public List<String> unused() {
    return unused;
  }

  /** What neither its file nor a configuration says of it. */
  public List<Assumption> assumed() {
    return assumed;
  }

  public GemmaConfig config() {
    return model.config();
  }

  /** Where its weights are. */
  public ComputeDevice device() {
    return ComputeDevice.of(model.manager());
  }

  /** Whether its tokenizer has tokens for the turns of a conversation. */
  public boolean takesTurns() {
    Tokenizer usable = tokenizer.of(config().vocabSize());
    return usable != null && usable.hasTurnTokens();
  }

  /** The model with its weights; on the tensor thread. */
  Gemma3Model model() {
    if (draw != null) {
      draw.run();
      draw = null;
    }
    return model;
  }

  /** The model's blocks, whose weights may not be there yet. */
  Gemma3Model blocks() {
    return model;
  }

  /**
   * The tokenizer that the model was made with.
   *
   * @throws gemmalab.text.GemmaException if it has none that the app knows
   */
  Tokenizer tokenizer() {
    return tokenizer.require(config().vocabSize());
  }

  /** The weights stay until {@link #release}. */
  void retain() {
    users.incrementAndGet();
  }

  /** Lets go; on the tensor thread, since the last one frees the weights. */
  void release() {
    if (users.decrementAndGet() == 0) {
      model.close();
    }
  }
}
