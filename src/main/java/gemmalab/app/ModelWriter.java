package gemmalab.app;

import gemmalab.generate.FinishReason;
import gemmalab.generate.GeneratedToken;
import gemmalab.generate.Generation;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.NextTokenDistribution;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Lets a model write, and tells what it says of a place. */
public interface ModelWriter {

  /**
   * Starts a text; it takes turns with whatever else runs.
   *
   * @param listener gets each token, with what the model said of its place, on another thread
   */
  Text writeWithLogits(OpenModel model, GenerationRequest request, Generation.Listener listener);

  /** Lets a model write a few tokens that nobody sees, so that the first story comes soon. */
  void warmUp(OpenModel model);

  /** What the model says of the place behind these tokens: the logits of all tokens. */
  CompletableFuture<float[]> next(OpenModel model, int... ids);

  /**
   * What a model reads of a prompt and the tokens behind it.
   *
   * @throws gemmalab.text.GemmaException if the prompt does not fit the context
   */
  int[] reads(OpenModel model, String prompt, List<Integer> written);

  /** Whether a token ends what a model writes. */
  boolean isEnd(OpenModel model, int id);

  /**
   * The ids of a prompt's tokens.
   *
   * @throws gemmalab.text.GemmaException if the app knows no tokenizer of the model
   */
  int[] tokens(OpenModel model, String text);

  /** A token by itself, as people read it. */
  String label(OpenModel model, int id);

  /**
   * A token that the user takes himself.
   *
   * @param written the story before it
   * @param next what the model says of its place
   */
  GeneratedToken take(OpenModel model, List<Integer> written, NextTokenDistribution next, int id);

  /** A text that is being written. */
  interface Text {

    /** Completes when the text has ended. */
    CompletableFuture<FinishReason> end();

    /** Ends it after the token in hand. */
    void stop();
  }
}
