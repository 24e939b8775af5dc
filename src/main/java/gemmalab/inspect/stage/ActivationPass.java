package gemmalab.inspect.stage;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import gemmalab.inspect.InspectedText;
import gemmalab.inspect.TokenPrediction;
import gemmalab.model.ActivationRecorder;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Intervention;
import gemmalab.model.ModelStage;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;

/** Runs texts through a model and copies all that it computes. On the tensor thread. */
public final class ActivationPass {

  private final Gemma3Model model;
  private final Kernels kernels;
  private final Tokenizer tokenizer;

  public ActivationPass(Gemma3Model model, Kernels kernels, Tokenizer tokenizer) {
    this.model = model;
    this.kernels = kernels;
    this.tokenizer = tokenizer;
  }

  /**
   * Runs a text through the model.
   *
   * @throws gemmalab.text.GemmaException if the text is empty or too long
   */
  public Activations read(String text, Intervention intervention) {
    InspectedText read = InspectedText.of(text, tokenizer, model.config());
    ActivationRecorder recorder = new ActivationRecorder();
    ForwardPass pass = ForwardPass.over(kernels, Precision.FP32).with(recorder).with(intervention);
    try (Scope scope = Scope.within(model.manager())) {
      NDArray ids = scope.ids(read.ids());
      NDArray logits = model.forward(ids, pass); // [1, T, V]
      Map<ModelStage, float[][]> rows = copies(recorder);
      rows.put(ModelStage.EMBEDDING, new float[][] {embedding(ids)});
      return new Activations(
          model.config(), intervention, columns(read), rows, predictions(logits), List.of());
    }
  }

  /** Adds the words of the logit lens, read from the residual stream before each layer. */
  public Activations withLens(Activations activations) {
    int layers = model.config().numHiddenLayers();
    List<List<Prediction>> lens = new ArrayList<>();
    for (int depth = 0; depth < layers; depth++) {
      lens.add(lensAt(depth, activations));
    }
    lens.add(IntStream.range(0, activations.length()).mapToObj(activations::next).toList());
    return activations.withLens(lens);
  }

  private List<Prediction> lensAt(int depth, Activations activations) {
    float[] stream =
        depth == 0
            ? activations.row(ModelStage.SCALED_EMBEDDING, -1)
            : activations.row(ModelStage.FEED_FORWARD_SUM, depth - 1);
    Shape shape = new Shape(1, activations.length(), model.config().hiddenSize());
    ForwardPass pass = ForwardPass.over(kernels, Precision.FP32).with(activations.intervention());
    try (Scope scope = Scope.within(model.manager())) {
      return predictions(model.unembed(scope.manager().create(stream, shape), pass));
    }
  }

  /** What the recorder has, one array for each layer, tokens first. */
  private Map<ModelStage, float[][]> copies(ActivationRecorder recorder) {
    Map<ModelStage, float[][]> rows = new EnumMap<>(ModelStage.class);
    for (ModelStage stage : ModelStage.values()) {
      float[][] layers = recorder.all(stage).stream().map(this::copy).toArray(float[][]::new);
      rows.put(stage, layers);
    }
    return rows;
  }

  /** The rows of the embedding table before they are scaled. */
  private float[] embedding(NDArray ids) {
    NDArray table =
        Objects.requireNonNull(model.namedWeights().get("model.embed_tokens.weight")).array();
    return kernels.embedding(ids, table, 1, GemmaConfig.NO_PADDING).toFloatArray();
  }

  private float[] copy(NDArray x) {
    boolean heads = x.getShape().dimension() == 4;
    return heads ? kernels.mergeHeads(x).toFloatArray() : x.toFloatArray();
  }

  private List<Prediction> predictions(NDArray logits) {
    List<Prediction> next = new ArrayList<>();
    for (List<TokenPrediction> best : TokenPrediction.of(logits, 1, kernels, tokenizer)) {
      TokenPrediction top = best.get(0);
      next.add(new Prediction(top.id(), top.text(), (float) top.probability()));
    }
    return next;
  }

  private static List<TokenColumn> columns(InspectedText read) {
    return IntStream.range(0, read.ids().length)
        .mapToObj(i -> new TokenColumn(read.ids()[i], read.labels().get(i)))
        .toList();
  }
}
