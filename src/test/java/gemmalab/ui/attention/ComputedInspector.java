package gemmalab.ui.attention;

import gemmalab.app.Inspector;
import gemmalab.app.OpenModel;
import gemmalab.inspect.AblationResult;
import gemmalab.inspect.AttentionStages;
import gemmalab.inspect.AttentionStages.Stage;
import gemmalab.inspect.Inspection;
import gemmalab.inspect.LogitLens;
import gemmalab.inspect.ResidualStream;
import gemmalab.inspect.TokenPrediction;
import gemmalab.model.GemmaConfig;
import gemmalab.model.Intervention;
import gemmalab.model.Intervention.AttentionHead;
import gemmalab.model.ModelPreset;
import gemmalab.train.IntermediateCheckpoint;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Sees in a text what needs no model: words are tokens, all heads look at all tokens alike, and
 * each head that is off costs as much. Answers are there at once.
 */
public final class ComputedInspector implements Inspector {

  private static final double COST_OF_A_HEAD = 0.25;

  private CompletableFuture<?> lensDelay = CompletableFuture.completedFuture(true);
  private List<IntermediateCheckpoint> history = List.of();
  private boolean holding;

  /** A measurement now lasts until it is cancelled. */
  public void hold() {
    holding = true;
  }

  /** All models are of a run with this history from now on. */
  public void setHistory(List<IntermediateCheckpoint> checkpoints) {
    history = checkpoints;
  }

  /** No lens comes before this has ended. */
  public void setLensDelay(CompletableFuture<?> end) {
    lensDelay = end;
  }

  @Override
  public CompletableFuture<Inspection> inspect(
      OpenModel model, String text, Intervention intervention) {
    return done(inspection(model.config(), text, intervention, 0));
  }

  @Override
  public CompletableFuture<Inspection> inspectAt(
      IntermediateCheckpoint checkpoint, String text, Intervention intervention) {
    return done(
        inspection(ModelPreset.NANO.config(), text, intervention, checkpoint.validationLoss()));
  }

  @Override
  public CompletableFuture<LogitLens> lens(OpenModel model, String text, Intervention change) {
    LogitLens lens = new LogitLens(tokens(text), List.of(places(text), places(text)));
    return lensDelay.thenApply(nothing -> lens);
  }

  @Override
  public CompletableFuture<LogitLens> lensAt(
      IntermediateCheckpoint checkpoint, String text, Intervention change) {
    return done(new LogitLens(tokens(text), List.of(places(text))));
  }

  @Override
  public CompletableFuture<AttentionStages> stages(
      OpenModel model, String text, Intervention change, AttentionHead head) {
    Map<Stage, float[][]> values = new EnumMap<>(Stage.class);
    int tokens = tokens(text).size();
    for (Stage stage : Stage.values()) {
      values.put(stage, stage == Stage.MASKED ? masked(tokens) : new float[tokens][tokens]);
    }
    return done(new AttentionStages(values));
  }

  @Override
  public CompletableFuture<AttentionStages> stagesAt(
      IntermediateCheckpoint checkpoint, String text, Intervention change, AttentionHead head) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Measurement ablateHeads(
      OpenModel model, String text, int window, DoubleConsumer progress) {
    GemmaConfig config = model.config();
    double loss = inspection(config, text, Intervention.NONE, 0).loss();
    double[][] without = new double[config.numHiddenLayers()][config.numAttentionHeads()];
    Arrays.stream(without).forEach(layer -> Arrays.fill(layer, loss + COST_OF_A_HEAD));
    Measured measured = new Measured();
    if (!holding) {
      progress.accept(1);
      measured.result.complete(new AblationResult(loss, without));
    }
    return measured;
  }

  @Override
  public Measurement ablateHeadsAt(
      IntermediateCheckpoint checkpoint, String text, int window, DoubleConsumer progress) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<List<IntermediateCheckpoint>> history(OpenModel model) {
    return done(history);
  }

  private static final class Measured implements Measurement {
    private final CompletableFuture<@Nullable AblationResult> result = new CompletableFuture<>();

    @Override
    public CompletableFuture<@Nullable AblationResult> result() {
      return result;
    }

    @Override
    public void cancel() {
      result.complete(null);
    }
  }

  private static Inspection inspection(
      GemmaConfig config, String text, Intervention change, double more) {
    List<String> tokens = tokens(text);
    int layers = config.numHiddenLayers();
    float[][][][] weights = new float[layers][config.numAttentionHeads()][][];
    for (float[][][] layer : weights) {
      Arrays.setAll(layer, head -> alike(tokens.size()));
    }
    float[] losses = new float[tokens.size() - 1];
    Arrays.fill(losses, (float) (1 + more + COST_OF_A_HEAD * change.ablatedHeads().size()));
    float[][] sizes = new float[layers][tokens.size()];
    return new Inspection(
        tokens,
        IntStream.range(0, tokens.size()).toArray(),
        weights,
        losses,
        List.of(new TokenPrediction(0, " a", 0.5), new TokenPrediction(1, " b", 0.5)),
        new ResidualStream(sizes, sizes, sizes));
  }

  private static List<String> tokens(String text) {
    return List.of(text.split("(?= )"));
  }

  private static List<List<TokenPrediction>> places(String text) {
    return tokens(text).stream().map(token -> List.of(new TokenPrediction(0, token, 1))).toList();
  }

  private static float[][] alike(int tokens) {
    float[][] rows = new float[tokens][tokens];
    for (int row = 0; row < tokens; row++) {
      Arrays.fill(rows[row], 0, row + 1, 1f / (row + 1));
    }
    return rows;
  }

  private static float[][] masked(int tokens) {
    float[][] rows = new float[tokens][tokens];
    for (int row = 0; row < tokens; row++) {
      Arrays.fill(rows[row], row + 1, tokens, Float.NaN);
    }
    return rows;
  }

  private static <T> CompletableFuture<T> done(T value) {
    return CompletableFuture.completedFuture(value);
  }
}
