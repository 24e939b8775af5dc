package gemmalab.train;

import ai.djl.ndarray.NDManager;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.Windows;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.TensorEngine;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;

/**
 * Everything a run works with. What does not fit together is refused here, before a folder is
 * created.
 */
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

  /** A model with random weights. */
  public Gemma3Model newModel() {
    engine.seed(config.seed());
    NDManager manager = engine.newManager(device);
    try {
      return new Gemma3Model(config.model(), manager)
          .withRandomWeights(config.recipe().initialization(config.model()));
    } catch (RuntimeException | Error e) {
      manager.close(); // the memory does not do
      throw e;
    }
  }

  /** The trainer of a model, with this configuration. */
  Trainer newTrainer(Gemma3Model model) {
    return new Trainer(
        model, engine, config.optimizer(), ForwardPass.over(engine.kernels(), config.precision()));
  }
}
