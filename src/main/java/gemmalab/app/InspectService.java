package gemmalab.app;

import gemmalab.checkpoint.ModelFile;
import gemmalab.inspect.AttentionMaps;
import gemmalab.inspect.Difference;
import gemmalab.inspect.Parity;
import gemmalab.inspect.RecipeParity;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Looks inside models. */
public final class InspectService {

  private final Lab lab;

  InspectService(Lab lab) {
    this.lab = lab;
  }

  /** What every head looks at in a text, with the weights of this moment. */
  public CompletableFuture<AttentionMaps> attention(OpenModel model, String text) {
    return lab.call(
        () -> AttentionMaps.of(model.model(), lab.engine().kernels(), model.tokenizer(), text));
  }

  /** Compares a model with the tensors that another implementation wrote. */
  public CompletableFuture<List<Difference>> parity(Path model, Path golden, double tolerance) {
    return lab.call(
        () -> {
          ModelFile file = ModelFile.locate(model);
          return Parity.compare(lab.engine(), file, golden, tolerance);
        });
  }

  /** Replays a training run that another implementation recorded. */
  public CompletableFuture<List<Difference>> recipeParity(
      Path recipe, Path golden, double tolerance) {
    return lab.call(() -> RecipeParity.replay(lab.engine(), recipe, golden, tolerance));
  }
}
