package gemmalab.generate;

import gemmalab.model.Gemma3Model;
import gemmalab.tensor.Kernels;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Measures generation: a prompt, then one token after another with the KV cache. */
public final class GenerateBenchmark {

  private static final SamplingSettings SAMPLING = new SamplingSettings(1.0, 50, null, 7L);

  private GenerateBenchmark() {}

  /**
   * Medians over the rounds after warmup.
   *
   * @param prefillTokensPerSecond throughput of the prompt, up to the first new token
   * @param decodeTokensPerSecond throughput after the first token
   */
  public record Result(
      double prefillTokensPerSecond, double decodeTokensPerSecond, double firstTokenMs) {}

  /**
   * Generates the same text {@code rounds} times. Must run on the tensor thread.
   *
   * @throws GemmaException if the model ends the text at once
   */
  public static Result run(
      Gemma3Model model,
      Kernels kernels,
      Tokenizer tokenizer,
      String prompt,
      int tokens,
      int rounds) {
    int promptTokens = tokenizer.encodePrompt(prompt).length;
    List<Round> measured = new ArrayList<>();
    for (int round = 0; round <= rounds; round++) {
      Round next = write(model, kernels, tokenizer, prompt, tokens);
      if (round > 0) {
        measured.add(next);
      }
    }
    double first = median(measured.stream().map(Round::firstSeconds));
    double rate = median(measured.stream().map(Round::decodeTokensPerSecond));
    return new Result(promptTokens / first, rate, first * 1e3);
  }

  private record Round(double firstSeconds, double decodeTokensPerSecond) {}

  private static Round write(
      Gemma3Model model, Kernels kernels, Tokenizer tokenizer, String prompt, int tokens) {
    List<Long> times = new ArrayList<>();
    GenerationRequest request = new GenerationRequest(prompt, tokens, SAMPLING);
    long start = System.nanoTime();
    try (Generation generation =
        new Generation(model, kernels, tokenizer, request, token -> times.add(System.nanoTime()))) {
      boolean more = true;
      while (more) {
        more = generation.runSlice();
      }
    }
    if (times.size() < 2) {
      throw new GemmaException("error.bench.short", prompt);
    }
    long first = times.get(0);
    double rest = (times.get(times.size() - 1) - first) / 1e9;
    return new Round((first - start) / 1e9, (times.size() - 1) / rest);
  }

  private static double median(Stream<Double> values) {
    double[] sorted = values.mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted[sorted.length / 2];
  }
}
