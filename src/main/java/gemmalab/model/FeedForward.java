package gemmalab.model;

import static gemmalab.model.ModelStage.DOWN;
import static gemmalab.model.ModelStage.GATE;
import static gemmalab.model.ModelStage.GATED;
import static gemmalab.model.ModelStage.UP;

import ai.djl.ndarray.NDArray;

/**
 * The feed-forward network of a layer (GeGLU, Shazeer 2020). It processes each token independently:
 *
 * <pre>y = down(gelu(gate(x)) · up(x))</pre>
 *
 * The gate decides for each dimension how much of {@code up} passes.
 */
public final class FeedForward extends ModelBlock {

  private final Linear gateProj;
  private final Linear upProj;
  private final Linear downProj;

  public FeedForward(GemmaConfig config) {
    gateProj = child("gate_proj", new Linear(config.hiddenSize(), config.intermediateSize()));
    upProj = child("up_proj", new Linear(config.hiddenSize(), config.intermediateSize()));
    downProj = child("down_proj", new Linear(config.intermediateSize(), config.hiddenSize()));
  }

  @Override
  public NDArray forward(NDArray x, ForwardPass pass) { // [B, T, C]
    NDArray gate = pass.record(GATE, gateProj.forward(x, pass)); // [B, T, F]
    NDArray up = pass.record(UP, upProj.forward(x, pass)); // [B, T, F]
    NDArray gated = pass.record(GATED, pass.kernels().geluTanhGate(gate, up)); // [B, T, F]
    return pass.record(DOWN, downProj.forward(gated, pass)); // [B, T, C]
  }
}
