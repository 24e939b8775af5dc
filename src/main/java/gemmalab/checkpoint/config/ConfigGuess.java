package gemmalab.checkpoint.config;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.names.KeyFamily;
import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.checkpoint.tensors.TensorReader;
import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;

/**
 * The configuration of tensors that came without one. Their shapes tell all sizes, since a norm of
 * queries is as long as a head; what no shape tells is as in Gemma 3 270M.
 *
 * @param file with the tensors
 * @param family whose names they have
 */
public record ConfigGuess(TensorFile file, KeyFamily family) {

  private static final int CONTEXT = 32_768;
  private static final int SLIDING_WINDOW = 512;
  private static final double LOCAL_BASE = 10_000;
  private static final double GLOBAL_BASE = 1_000_000;
  private static final double RMS_NORM_EPS = 1e-6;

  /**
   * Guesses.
   *
   * @throws GemmaException if a tensor is missing or has not the number of dimensions that it needs
   */
  public GemmaConfig config() {
    Shape embedding = shape("model.embed_tokens.weight", 2);
    String layer = "model.layers.0.";
    int headDim = size(shape(layer + "self_attn.q_norm.weight", 1), 0);
    int queries = size(shape(layer + "self_attn.q_proj.weight", 2), 0);
    int keys = size(shape(layer + "self_attn.k_proj.weight", 2), 0);
    return new GemmaConfig(
        size(embedding, 0),
        CONTEXT,
        size(embedding, 1),
        size(shape(layer + "mlp.gate_proj.weight", 2), 0),
        queries / Math.max(1, headDim),
        keys / Math.max(1, headDim),
        headDim,
        GemmaConfig.fiveSlidingOneFull(layers()),
        SLIDING_WINDOW,
        LOCAL_BASE,
        GLOBAL_BASE,
        headDim,
        RMS_NORM_EPS,
        isTied(),
        GemmaConfig.NO_PADDING);
  }

  /** Of a head that has the embedding's numbers, training would make another one otherwise. */
  private boolean isTied() {
    String head = family.of("lm_head.weight");
    return !file.tensors().containsKey(head)
        || TensorReader.equal(file, head, family.of("model.embed_tokens.weight"));
  }

  private int layers() {
    int layers = 0;
    while (file.tensors()
        .containsKey(family.of("model.layers." + layers + ".mlp.up_proj.weight"))) {
      layers++;
    }
    return layers;
  }

  private Shape shape(String name, int dimensions) {
    StoredTensor tensor = file.tensors().get(family.of(name));
    if (tensor == null || tensor.shape().dimension() != dimensions) {
      throw new GemmaException("error.tensor.missing", file.path(), family.of(name));
    }
    return tensor.shape();
  }

  private int size(Shape shape, int dimension) {
    long size = shape.get(dimension);
    if (size > Integer.MAX_VALUE) {
      throw new GemmaException("error.file.damaged", file.path(), "a size of " + size);
    }
    return (int) size;
  }
}
