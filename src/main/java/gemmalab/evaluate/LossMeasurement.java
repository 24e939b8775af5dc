package gemmalab.evaluate;

import gemmalab.data.stories.Story;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tensor.TensorJob;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleConsumer;

/** Reads stories to a model, a story a slice, and takes its loss. */
public final class LossMeasurement implements TensorJob {

  private final Gemma3Model model;
  private final Tokenizer tokenizer;
  private final ForwardPass pass;
  private final List<Story> stories;
  private final DoubleConsumer progress;
  private final double[] nats; // of each story
  private final int[] tokens;
  private int done;

  /**
   * Plans the measurement; nothing runs yet.
   *
   * @param progress gets the share that is done, on the tensor thread
   */
  public LossMeasurement(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      List<Story> stories,
      DoubleConsumer progress) {
    this.model = model;
    this.tokenizer = tokenizer;
    this.stories = stories;
    this.progress = progress;
    pass = ForwardPass.over(kernels, Precision.FP32);
    nats = new double[stories.size()];
    tokens = new int[stories.size()];
  }

  @Override
  public boolean runSlice() {
    int[] ids = ids(stories.get(done).text());
    int last = ids.length - 1;
    try (Scope scope = Scope.within(model.manager())) {
      int[] inputs = Arrays.copyOf(ids, last);
      int[] targets = Arrays.copyOfRange(ids, 1, ids.length);
      double mean = model.loss(scope.ids(inputs), scope.ids(targets), pass).getFloat();
      nats[done] = mean * last;
      tokens[done] = last;
    }
    done++;
    progress.accept((double) done / stories.size());
    return done < stories.size();
  }

  /** A story after the token before a text, or the end of another; its end is learned. */
  private int[] ids(String text) {
    int[] words = tokenizer.encode(text);
    int[] ids = new int[words.length + 2];
    ids[0] = tokenizer.beginningOfText().orElse(tokenizer.endOfText());
    System.arraycopy(words, 0, ids, 1, words.length);
    ids[ids.length - 1] = tokenizer.endOfText();
    int context = model.config().maxPositionEmbeddings();
    if (ids.length - 1 > context) {
      throw new GemmaException("error.evaluate.context", ids.length - 1, context);
    }
    return ids;
  }

  /** The result, once all stories were read. */
  public HeldOutLoss result() {
    long allTokens = Arrays.stream(tokens).asLongStream().sum();
    double mean = Arrays.stream(nats).sum() / allTokens;
    double squares = 0;
    for (int i = 0; i < nats.length; i++) {
      double off = nats[i] - mean * tokens[i];
      squares += off * off;
    }
    return new HeldOutLoss(
        nats.length,
        allTokens,
        stories.stream().mapToLong(story -> story.text().length()).sum(),
        mean,
        Math.sqrt(squares) / allTokens,
        stories.stream().mapToDouble(Story::informationNats).sum() / allTokens);
  }
}
