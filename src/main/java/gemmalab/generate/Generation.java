package gemmalab.generate;

import ai.djl.ndarray.NDArray;
import gemmalab.generate.GenerationRequest.CacheMode;
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
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Generates one text, a token per slice. The first slice runs the whole prompt through the model;
 * with a KV cache, each later one runs only the newest token.
 */
public final class Generation implements TensorJob, AutoCloseable {

  private final Gemma3Model model;
  private final Tokenizer tokenizer;
  private final GenerationRequest request;
  private final Listener listener;
  private final Sampler sampler;
  private final @Nullable KvCache cache;
  private final ForwardPass pass;
  private final TextStream stream;
  private final StringBuilder story = new StringBuilder(); // without the prompt

  private int[] text; // prompt and story
  private int written;
  private volatile boolean stopped;
  private @Nullable FinishReason end;

  /** Receives each token, with the logits it was drawn from, on the tensor thread. */
  @FunctionalInterface
  public interface Listener {
    void chosen(GeneratedToken token, float[] logits);
  }

  /**
   * Prepares a generation. Everything here runs on the tensor thread.
   *
   * @param listener receives each token as it is drawn
   * @throws GemmaException if the prompt does not fit into the context
   */
  public Generation(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      GenerationRequest request,
      Consumer<GeneratedToken> listener) {
    this(model, kernels, request, (token, logits) -> listener.accept(token), tokenizer);
  }

  /** The same, for a listener that also needs the logits. */
  public static Generation withLogits(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      GenerationRequest request,
      Listener listener) {
    return new Generation(model, kernels, request, listener, tokenizer);
  }

  private Generation(
      Gemma3Model model,
      Kernels kernels,
      GenerationRequest request,
      Listener listener,
      Tokenizer tokenizer) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.request = request;
    this.listener = listener;
    text = ids(model, tokenizer, request.prompt(), request.written());
    sampler = Sampler.of(request.sampling()).after(request.written().size());
    stream = new TextStream(tokenizer);
    request.written().forEach(id -> story.append(stream.append(id)));
    ForwardPass plain = ForwardPass.over(kernels, Precision.FP32);
    cache =
        request.cacheMode() == CacheMode.CACHED
            ? new KvCache(model.config(), kernels, model.manager())
            : null;
    pass = cache == null ? plain : plain.with(cache);
  }

  /**
   * The input ids of a prompt and the tokens after it.
   *
   * @throws GemmaException if the prompt does not fit into the context
   */
  public static int[] ids(
      Gemma3Model model, Tokenizer tokenizer, String prompt, List<Integer> written) {
    int[] ids = promptIds(prompt, tokenizer, model.config().maxPositionEmbeddings());
    return IntStream.concat(Arrays.stream(ids), written.stream().mapToInt(Integer::intValue))
        .toArray();
  }

  /** The logits for the position after these tokens. Must run on the tensor thread. */
  public static float[] logitsAfter(Gemma3Model model, Kernels kernels, int... ids) {
    int context = model.config().maxPositionEmbeddings();
    if (ids.length > context) {
      throw new GemmaException("error.prompt.long", ids.length, context, context - 1);
    }
    try (Scope scope = Scope.within(model.manager())) {
      ForwardPass pass = ForwardPass.over(kernels, Precision.FP32);
      return model.nextTokenLogits(scope.ids(ids), pass).toFloatArray();
    }
  }

  @Override
  public boolean runSlice() {
    if (stopped) {
      end = FinishReason.STOPPED;
    } else if (text.length > model.config().maxPositionEmbeddings()) {
      end = FinishReason.CONTEXT;
    } else {
      end = writeToken();
    }
    if (end != null) {
      close();
    }
    return end == null;
  }

  /** Stops before the next slice. May be called from any thread. */
  public void stop() {
    stopped = true;
  }

  /** Why the generation ended; null while it runs. */
  public @Nullable FinishReason end() {
    return end;
  }

  /** Frees the cache. */
  @Override
  public void close() {
    if (cache != null) {
      cache.close();
    }
  }

  private @Nullable FinishReason writeToken() {
    float[] logits = nextLogits();
    NextTokenDistribution next = sampler.distribution(logits, text);
    int id = sampler.choose(next);
    if (tokenizer.isEnd(id)) {
      return FinishReason.END_OF_TEXT;
    }
    text = Arrays.copyOf(text, text.length + 1);
    text[text.length - 1] = id;
    written++;
    boolean last = written == request.maxTokens();
    String piece = stream.append(id) + (last ? stream.finish() : "");
    story.append(piece);
    listener.chosen(GeneratedToken.of(next, id, piece, tokenizer), logits);
    if (hasStopText(piece.length())) {
      return FinishReason.STOP_STRING;
    }
    return last ? FinishReason.LENGTH : null;
  }

  private float[] nextLogits() {
    int read = cache == null ? 0 : cache.length();
    int[] unread = Arrays.copyOfRange(text, read, text.length);
    try (Scope scope = Scope.within(model.manager())) {
      NDArray logits = model.nextTokenLogits(scope.ids(unread), pass); // [1, 1, V]
      return logits.toFloatArray();
    }
  }

  /** A stop string may begin before the newest characters, but ends within them. */
  private boolean hasStopText(int newest) {
    return request.stopStrings().stream()
        .anyMatch(stop -> story.indexOf(stop, story.length() - newest - stop.length() + 1) >= 0);
  }

  private static int[] promptIds(String prompt, Tokenizer tokenizer, int context) {
    int[] ids = tokenizer.encodePrompt(prompt);
    if (ids.length > context - 1) {
      throw new GemmaException("error.prompt.long", ids.length, context, context - 1);
    }
    return ids.length == 0 ? new int[] {tokenizer.endOfText()} : ids;
  }
}
