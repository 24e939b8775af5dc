package gemmalab.model;

import ai.djl.ndarray.NDArray;
import gemmalab.model.ActivationRecorder.Source;

/**
 * One layer: self-attention mixes tokens, then a feed-forward network processes each token
 * separately. Both add to the residual stream, and Gemma 3 normalizes before and after each:
 *
 * <pre>
 * x = x + norm(attention(norm(x)))
 * x = x + norm(feedForward(norm(x)))
 * </pre>
 */
public final class TransformerBlock extends ModelBlock {

  private final GroupedQueryAttention selfAttn;
  private final FeedForward mlp;
  private final RmsNorm inputLayernorm;
  private final RmsNorm postAttentionLayernorm;
  private final RmsNorm preFeedforwardLayernorm;
  private final RmsNorm postFeedforwardLayernorm;

  public TransformerBlock(GemmaConfig config, int layer) {
    selfAttn = child("self_attn", new GroupedQueryAttention(config, layer));
    mlp = child("mlp", new FeedForward(config));
    inputLayernorm = child("input_layernorm", norm(config));
    postAttentionLayernorm = child("post_attention_layernorm", norm(config));
    preFeedforwardLayernorm = child("pre_feedforward_layernorm", norm(config));
    postFeedforwardLayernorm = child("post_feedforward_layernorm", norm(config));
  }

  @Override
  public NDArray forward(NDArray x, ForwardPass pass) { // [B, T, C]
    NDArray attended = selfAttn.forward(inputLayernorm.forward(x, pass), pass);
    x = add(x, postAttentionLayernorm.forward(attended, pass), Source.ATTENTION, pass);
    NDArray transformed = mlp.forward(preFeedforwardLayernorm.forward(x, pass), pass);
    return add(x, postFeedforwardLayernorm.forward(transformed, pass), Source.FEED_FORWARD, pass);
  }

  private static NDArray add(NDArray x, NDArray addition, Source source, ForwardPass pass) {
    if (pass.probe() != null) {
      pass.probe().recordAddition(source, addition);
    }
    return x.add(addition);
  }

  private static RmsNorm norm(GemmaConfig config) {
    return new RmsNorm(config.hiddenSize(), config.rmsNormEps());
  }
}
