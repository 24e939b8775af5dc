package gemmalab.app;

import gemmalab.generate.FinishReason;
import gemmalab.generate.GeneratedToken;
import gemmalab.generate.Generation;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.NextTokenDistribution;
import gemmalab.generate.SamplingSettings;
import gemmalab.tensor.EngineProvider;
import gemmalab.tensor.TensorExecutor;
import gemmalab.tokenizer.TextStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lets a model write. */
public final class PlaygroundService implements ModelWriter {

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
  public GenerationHandle write(
      OpenModel model, GenerationRequest request, Consumer<GeneratedToken> listener) {
    return writeWithLogits(model, request, (token, logits) -> listener.accept(token));
  }

  @Override
  public GenerationHandle writeWithLogits(
      OpenModel model, GenerationRequest request, Generation.Listener listener) {
    GenerationHandle writing = new GenerationHandle();
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
   * PyTorch compiles a kernel when it has run twice, and the first story should not wait for it.
   */
  @Override
  public void warmUp(OpenModel model) {
    GenerationRequest request =
        new GenerationRequest("A", REHEARSED_TOKENS, SamplingSettings.GREEDY);
    for (int time = 0; time < REHEARSALS; time++) {
      GenerationHandle unseen = write(model, request, token -> {});
      Futures.watch(unseen.end(), (end, fault) -> {}); // what is wrong will be said when it matters
    }
  }

  @Override
  public CompletableFuture<float[]> next(OpenModel model, int... ids) {
    return tensors.call(
        () -> Generation.logitsAfter(model.model(), engine.engine().kernels(), ids));
  }

  @Override
  public int[] reads(OpenModel model, String prompt, List<Integer> written) {
    return Generation.ids(model.blocks(), model.tokenizer(), prompt, written);
  }

  @Override
  public boolean isEndOfText(OpenModel model, int id) {
    return model.tokenizer().endOfText() == id;
  }

  @Override
  public int[] tokens(OpenModel model, String text) {
    return model.tokenizer().encode(text);
  }

  @Override
  public String label(OpenModel model, int id) {
    return TextStream.label(model.tokenizer(), id);
  }

  @Override
  public GeneratedToken take(
      OpenModel model, List<Integer> written, NextTokenDistribution next, int id) {
    TextStream stream = new TextStream(model.tokenizer());
    written.forEach(stream::append);
    return GeneratedToken.of(next, id, stream.append(id), model.tokenizer());
  }

  private void run(OpenModel model, Generation generation, GenerationHandle writing) {
    writing.begin(generation);
    Futures.watch(
        tensors.run(generation),
        (done, fault) ->
            Futures.watch(
                tensors.call(() -> close(model, generation)),
                (end, ignored) -> writing.finish(end, fault)));
  }

  private static FinishReason close(OpenModel model, Generation generation) {
    generation.close();
    model.release();
    FinishReason end = generation.end();
    return end == null ? FinishReason.STOPPED : end;
  }

  /** A text that is being written. */
  public static final class GenerationHandle implements ModelWriter.Text {
    private final CompletableFuture<FinishReason> end = new CompletableFuture<>();
    private @Nullable Generation generation;
    private boolean stopped;

    /** Completes when the text has ended. */
    @Override
    public CompletableFuture<FinishReason> end() {
      return end;
    }

    /** Ends it after the token in hand. */
    @Override
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

    private void finish(@Nullable FinishReason reason, @Nullable Throwable fault) {
      if (fault != null) {
        end.completeExceptionally(fault);
      } else if (reason != null) {
        end.complete(reason);
      }
    }
  }
}
