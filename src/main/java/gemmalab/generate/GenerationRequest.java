package gemmalab.generate;

import gemmalab.text.GemmaException;
import java.util.List;

/**
 * What to write.
 *
 * @param prompt the text to go on from; empty to start from the end-of-text token
 * @param written tokens that stand behind the prompt already
 * @param maxTokens tokens to write at most, besides those
 * @param stopStrings each ends the text when it appears in what is written; it stays there
 * @param cacheMode how the tokens before each place are read
 */
public record GenerationRequest(
    String prompt,
    List<Integer> written,
    int maxTokens,
    SamplingSettings sampling,
    List<String> stopStrings,
    CacheMode cacheMode) {

  /** How the tokens before a place are read. */
  public enum CacheMode {
    /** Each token once: its keys and values are kept. */
    CACHED,
    /** All of them again for each new token: what the cache saves. */
    ANEW
  }

  public GenerationRequest {
    if (maxTokens < 1) {
      throw new GemmaException("error.generate.maxTokens", maxTokens);
    }
    written = List.copyOf(written);
    stopStrings = stopStrings.stream().filter(text -> !text.isEmpty()).toList();
  }

  /** A new text with the cache, ended by nothing but its length and the model. */
  public GenerationRequest(String prompt, int maxTokens, SamplingSettings sampling) {
    this(prompt, List.of(), maxTokens, sampling, List.of(), CacheMode.CACHED);
  }

  /** Goes on behind a prompt and these tokens. */
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
