package gemmalab.app;

import gemmalab.generate.GeneratedToken;
import gemmalab.generate.Generation;
import gemmalab.generate.GenerationEnd;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.NextToken;
import gemmalab.generate.SamplingSettings;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorExecutor;
import gemmalab.tokenizer.TextStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets a model write. */
public final class PlaygroundService {

  private static final int REHEARSALS = 3;
  private static final int REHEARSED_TOKENS = 2;

  private final TensorExecutor tensors;
  private final EngineProvider engine;

  PlaygroundService(TensorExecutor tensors, EngineProvider engine) {
    this.tensors = tensors;
    this.engine = engine;
  }

  /**
   * Starts a text; it takes turns with whatever else runs.
   *
   * @param listener gets each token on the tensor thread, and must return soon
   */
  public Writing write(
      OpenModel model, GenerationRequest request, Consumer<GeneratedToken> listener) {
    return writeWithLogits(model, request, (token, logits) -> listener.accept(token));
  }

  /** The same for one who wants what the model said of each place too. */
  public Writing writeWithLogits(
      OpenModel model, GenerationRequest request, Generation.Listener listener) {
    Writing writing = new Writing();
    model.retain();
    CompletableFuture<Generation> prepared =
        tensors.call(
            () -> {
              try {
                return Generation.withLogits(
                    model.model(), engine.engine().kernels(), model.tokenizer(), request, listener);
              } catch (RuntimeException e) {
                model.release();
                throw e;
              }
            });
    Futures.watch(
        prepared,
        (generation, fault) -> {
          if (generation == null) {
            writing.finish(null, fault);
          } else {
            run(model, generation, writing);
          }
        });
    return writing;
  }

  /**
   * Lets a model write a few tokens that nobody sees: PyTorch compiles a kernel when it has run
   * twice, and the first story should not wait for that.
   */
  public void rehearse(OpenModel model) {
    GenerationRequest request =
        new GenerationRequest("A", REHEARSED_TOKENS, SamplingSettings.GREEDY);
    for (int time = 0; time < REHEARSALS; time++) {
      Writing unseen = write(model, request, token -> {});
      Futures.watch(unseen.end(), (end, fault) -> {}); // what is wrong will be said when it matters
    }
  }

  /** What the model says of the place behind these tokens: the logits of all tokens. */
  public CompletableFuture<float[]> next(OpenModel model, int... ids) {
    return tensors.call(
        () -> Generation.logitsAfter(model.model(), engine.engine().kernels(), ids));
  }

  /**
   * What a model reads of a prompt and the tokens behind it.
   *
   * @throws gemmalab.text.GemmaException if the prompt does not fit the context
   */
  public int[] reads(OpenModel model, String prompt, List<Integer> written) {
    return Generation.ids(model.model(), model.tokenizer(), prompt, written);
  }

  /** Whether a token is the one between two texts. */
  public boolean isEndOfText(OpenModel model, int id) {
    return model.tokenizer().endOfText() == id;
  }

  /**
   * The ids of a text's tokens.
   *
   * @throws gemmalab.text.GemmaException if the app knows no tokenizer of the model
   */
  public int[] tokens(OpenModel model, String text) {
    return model.tokenizer().encode(text);
  }

  /** A token by itself, as people read it. */
  public String label(OpenModel model, int id) {
    return TextStream.label(model.tokenizer(), id);
  }

  /**
   * A token that the user takes himself.
   *
   * @param written the story before it
   * @param next what the model says of its place
   */
  public GeneratedToken take(OpenModel model, List<Integer> written, NextToken next, int id) {
    TextStream stream = new TextStream(model.tokenizer());
    written.forEach(stream::append);
    return GeneratedToken.of(next, id, stream.append(id), model.tokenizer());
  }

  private void run(OpenModel model, Generation generation, Writing writing) {
    writing.begin(generation);
    Futures.watch(
        tensors.run(generation),
        (done, fault) ->
            Futures.watch(
                tensors.call(() -> close(model, generation)),
                (end, ignored) -> writing.finish(end, fault)));
  }

  private static GenerationEnd close(OpenModel model, Generation generation) {
    generation.close();
    model.release();
    GenerationEnd end = generation.end();
    return end == null ? GenerationEnd.STOPPED : end;
  }

  /** A text that is being written. */
  public static final class Writing {
    private final CompletableFuture<GenerationEnd> end = new CompletableFuture<>();
    private @Nullable Generation generation;
    private boolean stopped;

    /** Completes when the text has ended. */
    public CompletableFuture<GenerationEnd> end() {
      return end;
    }

    /** Ends it after the token in hand. */
    public synchronized void stop() {
      stopped = true;
      if (generation != null) {
        generation.stop();
      }
    }

    private synchronized void begin(Generation prepared) {
      generation = prepared;
      if (stopped) {
        prepared.stop();
      }
    }

    private void finish(@Nullable GenerationEnd reason, @Nullable Throwable fault) {
      if (fault != null) {
        end.completeExceptionally(fault);
      } else if (reason != null) {
        end.complete(reason);
      }
    }
  }
}
