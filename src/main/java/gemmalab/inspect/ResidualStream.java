package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ActivationRecorder;
import gemmalab.model.ModelStage;
import java.util.List;

/**
 * RMS (root mean square over the hidden dimension) along the residual stream.
 *
 * @param stream [layer][token] layer input
 * @param attention [layer][token] attention output
 * @param feedForward [layer][token] feed-forward output
 */
public record ResidualStream(float[][] stream, float[][] attention, float[][] feedForward) {

  static ResidualStream of(ActivationRecorder probe) {
    int layers = probe.hiddenStates().size() - 1; // the last one is past the final norm
    return new ResidualStream(
        sizes(probe.hiddenStates().subList(0, layers)),
        sizes(probe.all(ModelStage.POST_ATTENTION_NORM)),
        sizes(probe.all(ModelStage.POST_FEED_FORWARD_NORM)));
  }

  private static float[][] sizes(List<NDArray> states) {
    return states.stream()
        .map(x -> x.square().mean(new int[] {-1}).sqrt().toFloatArray())
        .toArray(float[][]::new);
  }
}
