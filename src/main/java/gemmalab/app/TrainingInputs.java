package gemmalab.app;

import gemmalab.data.PreparationMonitor;
import gemmalab.data.TokenizedCorpus;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainConfig;

/** What a run learns and how, as far as it needs no engine. */
record TrainingInputs(TrainConfig config, TokenizedCorpus corpus, Tokenizer tokenizer) {

  /** Of a new run: its vocabulary is fitted to its text. */
  static TrainingInputs begin(TrainConfig config, DataService data, PreparationMonitor monitor) {
    DataService.Fitted fitted =
        data.fit(config.model(), config.data(), config.recipe().endOfText(), monitor);
    return new TrainingInputs(
        config.withModel(fitted.vocabulary().model()),
        fitted.corpus(),
        fitted.vocabulary().tokenizer());
  }

  /**
   * Of a run that goes on: it keeps the vocabulary that it began with.
   *
   * @param config of the run, with what shall be otherwise from now on
   */
  static TrainingInputs resume(
      RunFolder run, TrainConfig config, DataService data, PreparationMonitor monitor) {
    if (!run.checkpoints().exist()) {
      return begin(config, data, monitor);
    }
    Tokenizer tokenizer = run.checkpoints().tokenizer();
    boolean endOfText = config.recipe().endOfText();
    return new TrainingInputs(
        config, data.tokens(config.data(), tokenizer, endOfText, monitor), tokenizer);
  }
}
