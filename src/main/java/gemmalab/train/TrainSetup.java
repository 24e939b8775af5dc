package gemmalab.train;

import gemmalab.data.TokenizedCorpus;
import gemmalab.data.Windows;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.TensorEngine;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;

/** What a run works with. What does not fit together is refused here, before a folder is made. */
public record TrainSetup(
    TrainConfig config,
    TokenizedCorpus corpus,
    Tokenizer tokenizer,
    TensorEngine engine,
    ComputeDevice device,
    TrainListener listener) {

  public TrainSetup {
    int tokens = config.model().vocabSize();
    if (tokens != tokenizer.size()) {
      throw new GemmaException("error.tokenizer.none", tokens, tokenizer.size());
    }
    Windows.requireEnough(corpus.training(), config.batch().blockSize());
    Windows.requireEnough(corpus.validation(), config.batch().blockSize());
    engine.newManager(device).close(); // is there such a device?
  }
}
