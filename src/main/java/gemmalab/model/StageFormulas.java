package gemmalab.model;

import java.math.BigDecimal;

/** The formula of each stage, in letters and with the numbers of a model. */
final class StageFormulas {

  private StageFormulas() {}

  static String of(ModelStage stage) {
    return switch (stage) {
      case EMBEDDING -> "x = E[id]";
      case SCALED_EMBEDDING -> "x = √C · E[id]";
      case INPUT_NORM, PRE_FEED_FORWARD_NORM, FINAL_NORM -> "y = x / √(mean(x²) + ε) · (1 + w)";
      case QUERIES -> "q = W_q y";
      case KEYS -> "k = W_k y";
      case VALUES -> "v = W_v y";
      case NORMED_QUERIES -> "q = q / √(mean(q²) + ε) · (1 + w)";
      case NORMED_KEYS -> "k = k / √(mean(k²) + ε) · (1 + w)";
      case ROTATED_QUERIES -> "q = R(θ) q,  θ = position · base^(−2i/D)";
      case ROTATED_KEYS -> "k = R(θ) k,  θ = position · base^(−2i/D)";
      case SCORES -> "s = q · k / √d";
      case MASKED_SCORES -> "s = −∞  if  key > query  or  key ≤ query − window";
      case ATTENTION_WEIGHTS -> "a = exp(s) / Σ exp(s)";
      case MIXED_VALUES -> "m = Σ a v";
      case ATTENTION_OUTPUT -> "o = W_o m";
      case POST_ATTENTION_NORM -> "o = o / √(mean(o²) + ε) · (1 + w)";
      case ATTENTION_SUM -> "x = x + o";
      case GATE -> "g = W_gate y";
      case UP -> "u = W_up y";
      case GELU -> "GELU(g) = g/2 · (1 + tanh(√(2/π) · (g + 0.044715 g³)))";
      case GATED -> "h = GELU(g) · u";
      case DOWN -> "f = W_down h";
      case POST_FEED_FORWARD_NORM -> "f = f / √(mean(f²) + ε) · (1 + w)";
      case FEED_FORWARD_SUM -> "x = x + f";
      case LOGITS -> "z = W y";
    };
  }

  static String of(ModelStage stage, GemmaConfig config, int layer) {
    String base = layer < 0 ? "" : number(config.ropeBase(config.layerTypes().get(layer)));
    String window = layer < 0 ? "" : number(config.window(config.layerTypes().get(layer)));
    return of(stage)
        .replace("√C", "√" + config.hiddenSize())
        .replace("2i/D", "2i/" + config.headDim())
        .replace("base", base)
        .replace("√d", "√" + number(config.queryPreAttnScalar()))
        .replace("window", window)
        .replace("ε", number(config.rmsNormEps()));
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
