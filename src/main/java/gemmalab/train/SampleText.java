package gemmalab.train;

import gemmalab.generate.Generation;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.SamplingSettings;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.TensorJob;
import gemmalab.tokenizer.Tokenizer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A text from the model in training, always from one prompt and seed, so that texts compare. */
final class SampleText implements TensorJob {

  private static final String PROMPT = "Once upon a time";
  private static final GenerationRequest REQUEST =
      new GenerationRequest(PROMPT, 150, new SamplingSettings(0.8, 50, null, 7L));

  private final Gemma3Model model;
  private final Kernels kernels;
  private final Tokenizer tokenizer;
  private final Consumer<String> listener;
  private final StringBuilder text = new StringBuilder(PROMPT);
  private @Nullable Generation generation;

  /**
   * Plans a text; nothing runs yet.
   *
   * @param listener gets the whole text at its end
   */
  SampleText(Gemma3Model model, Kernels kernels, Tokenizer tokenizer, Consumer<String> listener) {
    this.model = model;
    this.kernels = kernels;
    this.tokenizer = tokenizer;
    this.listener = listener;
  }

  @Override
  public boolean runSlice() {
    if (generation == null) {
      generation =
          new Generation(model, kernels, tokenizer, REQUEST, token -> text.append(token.text()));
    }
    boolean more = generation.runSlice();
    if (!more) {
      listener.accept(text.toString());
    }
    return more;
  }
}
