package gemmalab.train;

import gemmalab.data.Batch;
import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.WindowStart;
import gemmalab.data.Windows;
import java.util.List;

/** The sequences of a run: random ones for training, fixed ones for validation. */
final class TrainingText {

  private final TrainConfig config;
  private final int endOfText;
  private final Windows training;
  private final List<Batch> validation;

  TrainingText(TrainConfig config, TokenizedCorpus corpus, int endOfText) {
    this.config = config;
    this.endOfText = endOfText;
    training = windows(corpus.training());
    validation =
        windows(corpus.validation())
            .fixed(config.evaluation().batches(), config.batch().batchSize());
  }

  private Windows windows(TokenSequence tokens) {
    Windows anywhere = new Windows(tokens, config.batch().blockSize());
    return config.batch().windowStart() == WindowStart.DOCUMENT
        ? anywhere.fromDocumentStarts(endOfText)
        : anywhere;
  }

  /**
   * The micro-batch of a number, counted from the run's first; always the same for the same number.
   */
  Batch training(long number) {
    return training.random(config.seed(), number, config.batch().batchSize());
  }

  List<Batch> validation() {
    return validation;
  }
}
