package gemmalab.ui.architecture.explain;

import gemmalab.app.ActivationReader;
import gemmalab.app.OpenModel;
import gemmalab.inspect.activation.EmbeddingNeighbours.Neighbour;
import gemmalab.ui.common.LatestAnswer;
import gemmalab.ui.common.UiThread;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Looks up the tokens with the most similar embeddings in the open model. */
public final class NeighbourSearch {

  private final ActivationReader reader;
  private final Supplier<@Nullable OpenModel> openModel;
  private final LatestAnswer answers;

  public NeighbourSearch(
      ActivationReader reader, Supplier<@Nullable OpenModel> openModel, UiThread ui) {
    this.reader = reader;
    this.openModel = openModel;
    answers = new LatestAnswer(ui);
  }

  /** Finds them, the nearest first; only the last call is answered, with none if it failed. */
  public void find(int tokenId, int count, Consumer<List<Neighbour>> found) {
    OpenModel model = openModel.get();
    if (model != null) {
      answers.await(
          reader.neighbours(model, tokenId, count), found, fault -> found.accept(List.of()));
    }
  }
}
