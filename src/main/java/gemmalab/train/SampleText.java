package gemmalab.train;

import gemmalab.generate.Generation;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.SamplingSettings;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.TensorTurns;
import gemmalab.tokenizer.Tokenizer;

/**
 * A sample of the model in training, always with the same prompt and seed, so that samples are
 * comparable.
 */
record SampleText(Gemma3Model model, Kernels kernels, Tokenizer tokenizer) {

  private static final String PROMPT = "Once upon a time";
  private static final GenerationRequest REQUEST =
      new GenerationRequest(PROMPT, 150, new SamplingSettings(0.8, 50, null, 7L));

  /** Generates it, one token per turn. */
  String write(TensorTurns turns) {
    StringBuilder text = new StringBuilder(PROMPT);
    Generation generation =
        turns.call(
            () ->
                new Generation(
                    model, kernels, tokenizer, REQUEST, token -> text.append(token.text())));
    try {
      boolean more = true;
      while (more) {
        more = turns.call(generation::runSlice);
      }
      return text.toString();
    } finally {
      turns.run(generation::close);
    }
  }
}
