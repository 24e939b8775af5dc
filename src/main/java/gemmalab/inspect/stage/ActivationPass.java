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
import java.nio.FloatBuffer;
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
    InspectedText read =
        InspectedText.of(text, tokenizer, ActivationSize.mostTokens(model.config()));
    ActivationRecorder recorder = new ActivationRecorder();
    ForwardPass pass = ForwardPass.over(kernels, Precision.FP32).with(recorder).with(intervention);
    try (Scope scope = Scope.within(model.manager())) {
      NDArray ids = scope.ids(read.ids());
      NDArray logits = model.forward(ids, pass); // [1, T, V]
      Map<ModelStage, float[][]> rows = copies(recorder);
      rows.put(ModelStage.EMBEDDING, new float[][] {embedding(ids)});
      return new Activations(
          model.config(), intervention, text, columns(read), rows, predictions(logits), List.of());
    }
  }

  /** Multiplications and additions per column that the words of the logit lens take. */
  public double lensOperations() {
    GemmaConfig config = model.config();
    return 2.0 * config.numHiddenLayers() * config.vocabSize() * config.hiddenSize();
  }

  /**
   * The words of the logit lens at {@code depths} depths from {@code depth} on, for the tokens from
   * {@code first} on. One product for all of them, since it has to read the whole LM head.
   */
  List<List<Prediction>> lensAt(int depth, int depths, int first, Activations activations) {
    int count = activations.length() - first;
    int rows = depths * count;
    int width = model.config().hiddenSize();
    FloatBuffer streams = FloatBuffer.allocate(rows * width);
    for (int row = 0; row < rows; row++) {
      streams.put(activations.stream(depth + row / count, first + row % count));
    }
    ForwardPass pass = ForwardPass.over(kernels, Precision.FP32).with(activations.intervention());
    try (Scope scope = Scope.within(model.manager())) {
      NDArray x = scope.manager().create(streams.flip(), new Shape(1, rows, width));
      List<Prediction> words = predictions(model.unembed(x, pass));
      return IntStream.range(0, depths)
          .mapToObj(i -> words.subList(i * count, (i + 1) * count))
          .toList();
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
