package gemmalab.evaluate;

import gemmalab.generate.FinishReason;
import gemmalab.generate.Generation;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.SamplingSettings;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.TensorJob;
import gemmalab.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.jspecify.annotations.Nullable;

/** Lets a model go on from the beginnings of stories, a token a slice. */
public final class QualityMeasurement implements TensorJob {

  /** What stories are written with, here and at first in the playground. */
  public static final double TEMPERATURE = 0.8;

  public static final int TOP_K = 50;

  /** The longest story of the grammar has 222 tokens. */
  private static final int MAX_TOKENS = 240;

  private final Gemma3Model model;
  private final Kernels kernels;
  private final Tokenizer tokenizer;
  private final List<WrittenStory> beginnings;
  private final DoubleConsumer progress;
  private final List<WrittenStory> written = new ArrayList<>();
  private final StringBuilder rest = new StringBuilder();
  private @Nullable Generation generation;

  /**
   * Plans the stories; nothing runs yet.
   *
   * @param progress gets the share that is written, on the tensor thread
   */
  public QualityMeasurement(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      List<WrittenStory> beginnings,
      DoubleConsumer progress) {
    this.model = model;
    this.kernels = kernels;
    this.tokenizer = tokenizer;
    this.beginnings = beginnings;
    this.progress = progress;
  }

  @Override
  public boolean runSlice() {
    Generation running = generation == null ? begin() : generation;
    generation = running;
    if (!running.runSlice()) {
      boolean ended = running.end() == FinishReason.END_OF_TEXT;
      written.add(beginnings.get(written.size()).withRest(rest.toString(), ended));
      generation = null;
      progress.accept((double) written.size() / beginnings.size());
    }
    return written.size() < beginnings.size();
  }

  /** The stories so far. */
  public List<WrittenStory> written() {
    return List.copyOf(written);
  }

  private Generation begin() {
    rest.setLength(0);
    String prompt = beginnings.get(written.size()).beginning();
    long seed = written.size();
    GenerationRequest request =
        new GenerationRequest(
            prompt, MAX_TOKENS, new SamplingSettings(TEMPERATURE, TOP_K, null, seed));
    return new Generation(model, kernels, tokenizer, request, token -> rest.append(token.text()));
  }
}
