package gemmalab.inspect;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ActivationRecorder;
import gemmalab.model.ActivationRecorder.Source;
import java.util.List;

/**
 * Sizes along the residual stream, as root mean squares over the width: how large the stream is
 * where a layer reads it, and how much the layer's two parts add to it.
 *
 * @param stream [layer][token] before each layer
 * @param attention [layer][token] of what attention adds
 * @param feedForward [layer][token] of what the feed-forward part adds
 */
public record ResidualStream(float[][] stream, float[][] attention, float[][] feedForward) {

  static ResidualStream of(ActivationRecorder probe) {
    int layers = probe.hiddenStates().size() - 1; // the last one is past the final norm
    return new ResidualStream(
        sizes(probe.hiddenStates().subList(0, layers)),
        sizes(probe.additions(Source.ATTENTION)),
        sizes(probe.additions(Source.FEED_FORWARD)));
  }

  private static float[][] sizes(List<NDArray> states) {
    return states.stream()
        .map(x -> x.square().mean(new int[] {-1}).sqrt().toFloatArray())
        .toArray(float[][]::new);
  }
}
