package gemmalab.generate;

import gemmalab.text.GemmaException;

/**
 * What to write.
 *
 * @param prompt the text to go on from; empty to start from the end-of-text token
 * @param maxTokens tokens to write at most
 */
public record GenerationRequest(String prompt, int maxTokens, SamplingSettings sampling) {

  public GenerationRequest {
    if (maxTokens < 1) {
      throw new GemmaException("error.generate.maxTokens", maxTokens);
    }
  }
}
