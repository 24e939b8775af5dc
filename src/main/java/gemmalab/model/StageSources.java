package gemmalab.model;

import gemmalab.model.ModelStage.SourceLine;

/** Which line of the model's source computes which stage. */
final class StageSources {

  private static final String MODEL = "Gemma3Model.java";
  private static final String EMBEDDING = "TokenEmbedding.java";
  private static final String BLOCK = "TransformerBlock.java";
  private static final String ATTENTION = "GroupedQueryAttention.java";
  private static final String FEED_FORWARD = "FeedForward.java";

  private StageSources() {}

  static SourceLine of(ModelStage stage) {
    return switch (stage) {
      case EMBEDDING -> new SourceLine(EMBEDDING, "weight = weight(\"weight\"");
      case SCALED_EMBEDDING -> new SourceLine(EMBEDDING, "kernels().embedding(");
      case INPUT_NORM -> new SourceLine(BLOCK, "inputLayernorm.forward(");
      case QUERIES -> new SourceLine(ATTENTION, "heads(qProj");
      case KEYS -> new SourceLine(ATTENTION, "heads(kProj");
      case VALUES -> new SourceLine(ATTENTION, "heads(vProj");
      case NORMED_QUERIES -> new SourceLine(ATTENTION, "qNorm.forward(");
      case NORMED_KEYS -> new SourceLine(ATTENTION, "kNorm.forward(");
      case ROTATED_QUERIES -> new SourceLine(ATTENTION, "rotate(ROTATED_QUERIES");
      case ROTATED_KEYS -> new SourceLine(ATTENTION, "rotate(ROTATED_KEYS");
      case SCORES -> new SourceLine(ATTENTION, "attentionScores(");
      case MASKED_SCORES -> new SourceLine(ATTENTION, "maskScores(");
      case ATTENTION_WEIGHTS -> new SourceLine(ATTENTION, "softmax(masked");
      case MIXED_VALUES -> new SourceLine(ATTENTION, "weightedValues(");
      case ATTENTION_OUTPUT -> new SourceLine(ATTENTION, "oProj.forward(");
      case POST_ATTENTION_NORM -> new SourceLine(BLOCK, "postAttentionLayernorm.forward(");
      case ATTENTION_SUM -> new SourceLine(BLOCK, "record(ATTENTION_SUM");
      case PRE_FEED_FORWARD_NORM -> new SourceLine(BLOCK, "preFeedforwardLayernorm.forward(");
      case GATE -> new SourceLine(FEED_FORWARD, "gateProj.forward(");
      case UP -> new SourceLine(FEED_FORWARD, "upProj.forward(");
      case GELU, GATED -> new SourceLine(FEED_FORWARD, "geluTanhGate(");
      case DOWN -> new SourceLine(FEED_FORWARD, "downProj.forward(");
      case POST_FEED_FORWARD_NORM -> new SourceLine(BLOCK, "postFeedforwardLayernorm.forward(");
      case FEED_FORWARD_SUM -> new SourceLine(BLOCK, "record(FEED_FORWARD_SUM");
      case FINAL_NORM -> new SourceLine(MODEL, "= norm.forward(");
      case LOGITS -> new SourceLine(MODEL, "embedTokens.logits(");
    };
  }
}
