package gemmalab.model;

import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.TensorEngine;
import java.util.List;

/** Models that are small enough for a test, with every part of a large one. */
public final class TinyModels {

  /** Random weights of Gemma's own size give logits near 0; larger ones show differences. */
  private static final float LIVELY = 10;

  private TinyModels() {}

  /** One sliding layer and one full layer, two KV heads for four query heads. */
  public static GemmaConfig config(int vocabSize, int context, int slidingWindow) {
    return new GemmaConfig(
        vocabSize,
        context,
        16,
        24,
        4,
        2,
        8,
        List.of(LayerType.SLIDING, LayerType.FULL),
        slidingWindow,
        10_000,
        1_000_000,
        8,
        1e-6,
        true,
        GemmaConfig.NO_PADDING);
  }

  /** Always the same random weights; on the tensor thread. The caller closes the model. */
  public static Gemma3Model random(TensorEngine engine, GemmaConfig config) {
    engine.seed(42);
    Gemma3Model model =
        new Gemma3Model(config, engine.newManager(ComputeDevice.CPU)).withRandomWeights();
    model.namedWeights().values().forEach(weight -> weight.array().muli(LIVELY));
    return model;
  }
}
