package gemmalab.app;

import gemmalab.data.Corpus;
import gemmalab.data.TokenizedCorpus;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.train.FittedVocabulary;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainConfig;

/** What a run learns and how, as far as it needs no engine. */
record Lesson(TrainConfig config, TokenizedCorpus corpus, Tokenizer tokenizer) {

  /** Of a new run: its vocabulary is fitted to its text. */
  static Lesson begin(TrainConfig config) {
    Corpus corpus = Corpus.open(config.data());
    FittedVocabulary fitted = FittedVocabulary.of(config.model(), corpus);
    Tokenizer tokenizer = fitted.tokenizer();
    return new Lesson(
        config.withModel(fitted.model()), TokenizedCorpus.of(corpus, tokenizer), tokenizer);
  }

  /** Of a run that goes on: it keeps the vocabulary that it began with. */
  static Lesson goOn(RunFolder run) {
    TrainConfig config = run.config();
    if (!run.checkpoints().exist()) {
      return begin(config);
    }
    Tokenizer tokenizer = run.checkpoints().tokenizer();
    Corpus corpus = Corpus.open(config.data());
    return new Lesson(config, TokenizedCorpus.of(corpus, tokenizer), tokenizer);
  }
}
