package gemmalab.inspect.diagram;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is marked in the diagram.
 *
 * @param selected what is explained; its token is the chosen one
 * @param pointed what is under the pointer; null for nothing
 * @param sources cells from which the pointed one is computed
 * @param heads whose attention the arcs show
 */
public record DiagramLook(
    Spot selected, @Nullable Spot pointed, Set<Spot> sources, HeadChoice heads) {

  public DiagramLook {
    sources = Set.copyOf(sources);
  }

  /** The whole model, with one token chosen. */
  public static DiagramLook of(int token) {
    return new DiagramLook(Spot.whole(token), null, Set.of(), HeadChoice.ALL);
  }

  int token() {
    return selected.token();
  }
}
