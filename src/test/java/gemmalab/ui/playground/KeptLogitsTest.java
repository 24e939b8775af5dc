package gemmalab.ui.playground;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.generate.StoryTree;
import gemmalab.generate.StoryTree.StoryNode;
import org.junit.jupiter.api.Test;

class KeptLogitsTest {

  private static final int FIVE_MEGABYTES = 5 * (1 << 20) / Float.BYTES;

  private final StoryTree tree = new StoryTree();
  private final KeptLogits kept = new KeptLogits();

  @Test
  void whatWasNotUsedForLongestGoesFirst() {
    StoryNode first = keep("one");
    StoryNode second = keep("two");
    StoryNode third = keep("three");
    assertThat(kept.behind(first)).isNotNull();

    keep("four");

    assertThat(kept.behind(first)).isNotNull();
    assertThat(kept.behind(second)).isNull();
    assertThat(kept.behind(third)).isNotNull();
  }

  @Test
  void aPlaceThatIsKeptAgainCountsOnce() {
    StoryNode first = keep("one");
    for (int i = 0; i < 10; i++) {
      keep("two");
    }
    assertThat(kept.behind(first)).isNotNull();
  }

  private StoryNode keep(String prompt) {
    StoryNode place = tree.begin(prompt);
    kept.keep(place, new float[FIVE_MEGABYTES]);
    return place;
  }
}
