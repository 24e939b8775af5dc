package gemmalab.ui.architecture;

import gemmalab.app.ActivationReader;
import gemmalab.app.OpenModel;
import gemmalab.inspect.activation.EmbeddingNeighbours.Neighbour;
import gemmalab.inspect.stage.Activations;
import gemmalab.inspect.stage.Attribution;
import gemmalab.inspect.stage.Calculation;
import gemmalab.inspect.stage.InterventionEffect;
import gemmalab.inspect.stage.LogitTarget;
import gemmalab.inspect.stage.SampleActivations;
import gemmalab.inspect.stage.Term;
import gemmalab.inspect.stage.UnitShare;
import gemmalab.model.Intervention;
import gemmalab.model.ModelStage;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Answers at once, or when it is told to, with numbers that no model computed; a word a token. */
public final class SampleReader implements ActivationReader {

  private final List<CompletableFuture<Activations>> held = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();
  private boolean holding;

  /** From now on a text is answered only when it is said. */
  public void hold() {
    holding = true;
  }

  /** The texts that were asked for. */
  public List<String> texts() {
    return texts;
  }

  /** Answers the question that was asked at a place of the order. */
  public void answer(int number, OpenModel model) {
    held.get(number).complete(sample(model, texts.get(texts.size() - held.size() + number)));
  }

  @Override
  public CompletableFuture<Activations> read(
      OpenModel model, String text, Intervention intervention) {
    texts.add(text);
    CompletableFuture<Activations> answer = new CompletableFuture<>();
    if (holding) {
      held.add(answer);
    } else {
      answer.complete(sample(model, text));
    }
    return answer;
  }

  private static Activations sample(OpenModel model, String text) {
    return SampleActivations.of(model.config(), text.split(" ").length);
  }

  @Override
  public CompletableFuture<Activations> lens(OpenModel model, Activations activations) {
    return CompletableFuture.completedFuture(activations);
  }

  @Override
  public CompletableFuture<Calculation> calculation(
      OpenModel model, Activations activations, ModelStage stage, int layer, int token, int index) {
    List<Term> terms = List.of(new Term("0", 0.5, 2), new Term("3", -1, 0.25));
    return CompletableFuture.completedFuture(
        Calculation.of("calculation.product", terms, 1, List.of(), 8));
  }

  @Override
  public CompletableFuture<Attribution> attribution(
      OpenModel model, Activations activations, LogitTarget target) {
    List<Attribution.Part> parts =
        List.of(
            new Attribution.Part(-1, Attribution.Kind.EMBEDDING, -1, -0.5),
            new Attribution.Part(3, Attribution.Kind.HEAD, 1, 4),
            new Attribution.Part(5, Attribution.Kind.FEED_FORWARD, -1, 2));
    return CompletableFuture.completedFuture(new Attribution(parts, 5.5));
  }

  @Override
  public CompletableFuture<double[]> headSources(
      OpenModel model, Activations activations, LogitTarget target, int layer, int head) {
    return CompletableFuture.completedFuture(new double[activations.length()]);
  }

  @Override
  public CompletableFuture<List<UnitShare>> units(
      OpenModel model, Activations activations, LogitTarget target, int layer, int count) {
    return CompletableFuture.completedFuture(List.of());
  }

  @Override
  public CompletableFuture<InterventionEffect> effect(
      OpenModel model, String text, Intervention intervention) {
    return new CompletableFuture<>();
  }

  @Override
  public CompletableFuture<List<Neighbour>> neighbours(OpenModel model, int tokenId, int count) {
    return CompletableFuture.completedFuture(List.of());
  }
}
