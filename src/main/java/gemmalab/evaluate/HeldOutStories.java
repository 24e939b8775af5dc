package gemmalab.evaluate;

import gemmalab.data.stories.Story;
import gemmalab.data.stories.StoryGrammar;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stories of the grammar from a row that no training takes. */
public final class HeldOutStories {

  private static final long SEED = 20_261;

  private @Nullable StoryGrammar grammar; // read when needed: it takes a third of a second

  /** The first so many. */
  public List<Story> first(int count) {
    return grammar().stories(SEED, count).toList();
  }

  /** All names that a character can have. */
  public Set<String> names() {
    return grammar().names();
  }

  private synchronized StoryGrammar grammar() {
    if (grammar == null) {
      grammar = new StoryGrammar();
    }
    return grammar;
  }
}
