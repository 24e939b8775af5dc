package gemmalab.model;

import static gemmalab.model.ModelStage.FINAL_NORM;
import static gemmalab.model.ModelStage.LOGITS;
import static gemmalab.model.ModelStage.SCALED_EMBEDDING;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gemma 3, a decoder-only transformer (Gemma Team 2025): tokens become vectors, each layer adds to
 * them, and the LM head scores every token as the next one.
 *
 * <pre>
 * ids -> embedding -> layer 1 -> ... -> layer N -> norm -> LM head -> logits
 * </pre>
 *
 * <p>The model owns its weights: close it to free them.
 */
public final class Gemma3Model extends ModelBlock implements AutoCloseable {

  private final GemmaConfig config;
  private final NDManager manager;
  private final TokenEmbedding embedTokens;
  private final List<TransformerBlock> layers = new ArrayList<>();
  private final RmsNorm norm;
  private final @Nullable Linear lmHead;

  /** Creates the blocks; their weights are not set yet. */
  public Gemma3Model(GemmaConfig config, NDManager manager) {
    this.config = config;
    this.manager = manager;
    manager.setName("model");
    embedTokens = child("model.embed_tokens", new TokenEmbedding(config));
    for (int layer = 0; layer < config.numHiddenLayers(); layer++) {
      layers.add(child("model.layers." + layer, new TransformerBlock(config, layer)));
    }
    norm =
        child("model.norm", new RmsNorm(config.hiddenSize(), config.rmsNormEps(), FINAL_NORM, -1));
    lmHead =
        config.tieWordEmbeddings()
            ? null
            : child("lm_head", new Linear(config.hiddenSize(), config.vocabSize()));
  }

  /** Sets random weights, initialized as Hugging Face initializes Gemma. */
  public Gemma3Model withRandomWeights() {
    return withRandomWeights(Initialization.GEMMA);
  }

  /** Sets random weights. */
  public Gemma3Model withRandomWeights(Initialization initialization) {
    for (Weight weight : namedWeights().values()) {
      weight.set(
          initialization.draw(weight.shape(), embedTokens.isVocabularyMatrix(weight), manager));
    }
    return this;
  }

  public GemmaConfig config() {
    return config;
  }

  public NDManager manager() {
    return manager;
  }

  /** ids [B, T] -> logits [B, T, V]: at each position, a score for every token as the next one. */
  @Override
  public NDArray forward(NDArray ids, ForwardPass pass) {
    return pass.record(LOGITS, head(hidden(ids, pass), pass));
  }

  /** ids [B, T], targets [B, T] -> the mean of -log p(target), in nats/token. */
  public NDArray loss(NDArray ids, NDArray targets, ForwardPass pass) {
    return pass.kernels().lmHeadLoss(hidden(ids, pass), headWeight(), targets, pass.precision());
  }

  /**
   * The loss, with gradients recorded and scaled by {@code share}. The gradient of the LM head is
   * complete after this call; the backward pass of the result gives the others.
   */
  public NDArray lossAndHeadGradient(NDArray ids, NDArray targets, double share, ForwardPass pass) {
    NDArray x = hidden(ids, pass); // [B, T, C]
    NDArray gradient = headWeight().getGradient();
    gradient.attach(x.getManager());
    return pass.kernels()
        .lmHeadLossAndGradient(x, headWeight(), gradient, targets, share, pass.precision());
  }

  /** Whether a weight has one row per token of the vocabulary: the embedding and the LM head. */
  public boolean isVocabularyMatrix(Weight weight) {
    return weight.array() == embedTokens.weight() || weight.array() == headWeight();
  }

  private NDArray headWeight() {
    return lmHead == null ? embedTokens.weight() : lmHead.weight();
  }

  /** ids [1, T] -> logits [1, 1, V] for the token after the last one. */
  public NDArray nextTokenLogits(NDArray ids, ForwardPass pass) {
    NDArray x = hidden(ids, pass); // [1, T, C]
    long last = x.getShape().get(1) - 1;
    return head(last == 0 ? x : x.get(":, {}:", last), pass);
  }

  /**
   * Applies the final norm and the LM head to the residual stream x [B, T, C] after any layer ->
   * logits [B, T, V]: the logit lens (nostalgebraist 2020).
   */
  public NDArray unembed(NDArray x, ForwardPass pass) {
    return head(norm.forward(x, pass), pass);
  }

  /** ids [B, T] -> the residual stream after the final norm [B, T, C]. */
  private NDArray hidden(NDArray ids, ForwardPass started) {
    int count = Math.toIntExact(ids.getShape().get(1));
    ForwardPass pass = started.with(new RotaryEmbedding(config, started, ids, count));
    if (pass.cache() != null) {
      pass.cache().begin(ids);
    }
    NDArray x = pass.record(SCALED_EMBEDDING, embedTokens.forward(ids, pass)); // [B, T, C]
    for (TransformerBlock layer : layers) {
      x = layer.forward(x, pass);
    }
    x = norm.forward(x, pass);
    if (pass.cache() != null) {
      pass.cache().end();
    }
    return x;
  }

  /** With tied weights, the rows of the embedding are the output vectors. */
  private NDArray head(NDArray x, ForwardPass pass) {
    return lmHead == null ? embedTokens.logits(x, pass) : lmHead.forward(x, pass);
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputShapes) {
    return new Shape[] {inputShapes[0].add(config.vocabSize())};
  }

  @Override
  public void close() {
    manager.close();
  }
}
