package gemmalab.model;

import static gemmalab.model.ModelStage.ATTENTION_SUM;
import static gemmalab.model.ModelStage.FEED_FORWARD_SUM;
import static gemmalab.model.ModelStage.INPUT_NORM;
import static gemmalab.model.ModelStage.POST_ATTENTION_NORM;
import static gemmalab.model.ModelStage.POST_FEED_FORWARD_NORM;
import static gemmalab.model.ModelStage.PRE_FEED_FORWARD_NORM;

import ai.djl.ndarray.NDArray;

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
    inputLayernorm = child("input_layernorm", norm(INPUT_NORM, config, layer));
    postAttentionLayernorm =
        child("post_attention_layernorm", norm(POST_ATTENTION_NORM, config, layer));
    preFeedforwardLayernorm =
        child("pre_feedforward_layernorm", norm(PRE_FEED_FORWARD_NORM, config, layer));
    postFeedforwardLayernorm =
        child("post_feedforward_layernorm", norm(POST_FEED_FORWARD_NORM, config, layer));
  }

  @Override
  public NDArray forward(NDArray x, ForwardPass pass) { // [B, T, C]
    NDArray attended = selfAttn.forward(inputLayernorm.forward(x, pass), pass);
    x = pass.record(ATTENTION_SUM, x.add(postAttentionLayernorm.forward(attended, pass)));
    NDArray moved = mlp.forward(preFeedforwardLayernorm.forward(x, pass), pass);
    return pass.record(FEED_FORWARD_SUM, x.add(postFeedforwardLayernorm.forward(moved, pass)));
  }

  private static RmsNorm norm(ModelStage stage, GemmaConfig config, int layer) {
    return new RmsNorm(config.hiddenSize(), config.rmsNormEps(), stage, layer);
  }
}
