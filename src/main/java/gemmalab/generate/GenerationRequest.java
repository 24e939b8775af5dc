package gemmalab.generate;

import gemmalab.text.GemmaException;
import java.util.List;

/**
 * What to generate.
 *
 * @param prompt the text to continue; empty to begin with the token before a text
 * @param written tokens already generated after the prompt
 * @param maxTokens maximum number of new tokens
 * @param stopStrings strings that end the generation when they appear; they stay in the text
 * @param cacheMode whether keys and values are cached
 */
public record GenerationRequest(
    String prompt,
    List<Integer> written,
    int maxTokens,
    SamplingSettings sampling,
    List<String> stopStrings,
    CacheMode cacheMode) {

  /** Whether keys and values of earlier tokens are cached. */
  public enum CacheMode {
    /** They are computed once and cached. */
    CACHED,
    /** The whole sequence is recomputed for each new token. */
    ANEW
  }

  public GenerationRequest {
    if (maxTokens < 1) {
      throw new GemmaException("error.generate.maxTokens", maxTokens);
    }
    written = List.copyOf(written);
    stopStrings = stopStrings.stream().filter(text -> !text.isEmpty()).toList();
  }

  /** A new text with the KV cache and without stop strings. */
  public GenerationRequest(String prompt, int maxTokens, SamplingSettings sampling) {
    this(prompt, List.of(), maxTokens, sampling, List.of(), CacheMode.CACHED);
  }

  /** The same request, continuing after a prompt and these tokens. */
  public GenerationRequest after(String start, List<Integer> tokens) {
    return new GenerationRequest(start, tokens, maxTokens, sampling, stopStrings, cacheMode);
  }

  public GenerationRequest withStopTexts(List<String> texts) {
    return new GenerationRequest(prompt, written, maxTokens, sampling, texts, cacheMode);
  }

  public GenerationRequest with(CacheMode other) {
    return new GenerationRequest(prompt, written, maxTokens, sampling, stopStrings, other);
  }
}
