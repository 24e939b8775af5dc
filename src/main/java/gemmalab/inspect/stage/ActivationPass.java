package gemmalab.inspect.stage;

import ai.djl.ndarray.NDArray;
import gemmalab.inspect.InspectedText;
import gemmalab.inspect.TokenPrediction;
import gemmalab.model.ActivationRecorder;
import gemmalab.model.ForwardPass;
import gemmalab.model.Gemma3Model;
import gemmalab.model.ModelStage;
import gemmalab.tensor.Kernels;
import gemmalab.tensor.Precision;
import gemmalab.tensor.Scope;
import gemmalab.tokenizer.Tokenizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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
  public Activations read(String text) {
    InspectedText read = InspectedText.of(text, tokenizer, model.config());
    ActivationRecorder recorder = new ActivationRecorder();
    ForwardPass pass = ForwardPass.over(kernels, Precision.FP32).with(recorder);
    try (Scope scope = Scope.within(model.manager())) {
      NDArray logits = model.forward(scope.ids(read.ids()), pass); // [1, T, V]
      List<Prediction> next = predictions(logits);
      return new Activations(model.config(), columns(read), rows(recorder), next, List.of());
    }
  }

  /** Adds the words of the logit lens, read from the residual stream before each layer. */
  public Activations withLens(Activations activations) {
    return activations;
  }

  private Map<ModelStage, float[][]> rows(ActivationRecorder recorder) {
    Map<ModelStage, float[][]> rows = new EnumMap<>(ModelStage.class);
    for (ModelStage stage : ModelStage.values()) {
      float[][] layers =
          recorder.all(stage).stream().map(x -> copy(stage, x)).toArray(float[][]::new);
      rows.put(stage, layers);
    }
    return rows;
  }

  /** One text's tensor with the tokens first. */
  private float[] copy(ModelStage stage, NDArray x) {
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
