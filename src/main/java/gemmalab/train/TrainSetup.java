package gemmalab.train;

import gemmalab.data.TokenizedCorpus;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.TensorEngine;
import gemmalab.tokenizer.Tokenizer;

/** What a run works with. */
public record TrainSetup(
    TrainConfig config,
    TokenizedCorpus corpus,
    Tokenizer tokenizer,
    TensorEngine engine,
    ComputeDevice device,
    TrainListener listener) {}
