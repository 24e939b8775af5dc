package gemmalab.generate;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.KvCache;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorJob;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One text that grows by a token a slice. The first slice runs the whole prompt through the model;
 * each later one runs only the newest token and takes all before it from the cache.
 */
public final class Generation implements TensorJob, AutoCloseable {

  private static final int MAX_ALTERNATIVES = 10;

  private final Gemma3Model model;
  private final Kernels kernels;
  private final Tokenizer tokenizer;
  private final GenerationRequest request;
  private final Consumer<GeneratedToken> listener;
  private final Sampler sampler;
  private final KvCache cache;
  private final ForwardPass pass;
  private final TextStream stream;
  private final int alternatives;

  private int[] next; // ids that the model has not seen yet
  private int written;
  private volatile boolean stopped;
  private @Nullable GenerationEnd end;

  /**
   * Prepares a text; on the tensor thread, like all that follows.
   *
   * @param listener gets each token as it is chosen, on the tensor thread
   * @throws GemmaException if the prompt does not fit the context
   */
  public Generation(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      GenerationRequest request,
      Consumer<GeneratedToken> listener) {
    this.model = model;
    this.kernels = kernels;
    this.alternatives = Math.min(MAX_ALTERNATIVES, model.config().vocabSize());
    this.tokenizer = tokenizer;
    this.request = request;
    this.listener = listener;
    next = promptIds(request.prompt(), tokenizer, model.config().maxPositionEmbeddings());
    sampler = Sampler.of(request.sampling());
    cache = new KvCache(model.config(), kernels, model.manager());
    pass = ForwardPass.over(kernels, Precision.FP32).with(cache);
    stream = new TextStream(tokenizer);
  }

  @Override
  public boolean runSlice() {
    if (stopped) {
      end = GenerationEnd.STOPPED;
    } else if (cache.length() + next.length > model.config().maxPositionEmbeddings()) {
      end = GenerationEnd.CONTEXT;
    } else {
      end = writeToken();
    }
    if (end != null) {
      close();
    }
    return end == null;
  }

  /** Ends the text at the next slice; from any thread. */
  public void stop() {
    stopped = true;
  }

  /** Why the text ended; null while it grows. */
  public @Nullable GenerationEnd end() {
    return end;
  }

  /** Frees the cache. */
  @Override
  public void close() {
    cache.close();
  }

  private @Nullable GenerationEnd writeToken() {
    try (Scope scope = Scope.within(model.manager())) {
      NDArray logits = model.nextTokenLogits(scope.ids(next), pass); // [1, 1, V]
      int id = sampler.choose(logits, kernels);
      if (id == tokenizer.endOfText()) {
        return GenerationEnd.END_OF_TEXT;
      }
      next = new int[] {id};
      written++;
      boolean last = written == request.maxTokens();
      String text = stream.append(id) + (last ? stream.finish() : "");
      listener.accept(token(id, text, kernels.beliefs(logits, id, alternatives)));
      return last ? GenerationEnd.LENGTH : null;
    }
  }

  private GeneratedToken token(int id, String text, Kernels.Beliefs beliefs) {
    List<GeneratedToken.Alternative> others = new ArrayList<>();
    for (int rank = 0; rank < beliefs.ids().length; rank++) {
      int other = beliefs.ids()[rank];
      String piece = TextStream.label(tokenizer, other);
      others.add(new GeneratedToken.Alternative(other, piece, beliefs.ofBest()[rank]));
    }
    return new GeneratedToken(id, text, beliefs.ofChosen(), others);
  }

  private static int[] promptIds(String prompt, Tokenizer tokenizer, int context) {
    int[] ids = tokenizer.encode(prompt);
    if (ids.length > context - 1) {
      throw new GemmaException("error.prompt.long", ids.length, context, context - 1);
    }
    return ids.length == 0 ? new int[] {tokenizer.endOfText()} : ids;
  }
}
