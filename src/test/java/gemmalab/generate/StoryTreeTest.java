package gemmalab.generate;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.generate.StoryTree.StoryNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoryTreeTest {

  private final StoryTree tree = new StoryTree();

  @Test
  void aBranchSharesWhatComesBeforeAndKeepsTheOther() {
    StoryNode cat = write(tree.begin("Once"), " a", " cat", " sat");
    StoryNode a = cat.path().get(0);
    StoryNode dog = write(tree.branch(cat.path().get(1), token(" dog")), " ran");

    assertThat(dog.text()).isEqualTo("Once a dog ran");
    assertThat(cat.text()).isEqualTo("Once a cat sat");
    assertThat(a.next()).hasSize(2);
    assertThat(dog.ids())
        .isEqualTo(List.of(token(" a").id(), token(" dog").id(), token(" ran").id()));
  }

  @Test
  void leafIsTheBranchThatWasWalkedLast() {
    StoryNode cat = write(tree.begin("Once"), " a", " cat", " sat");
    StoryNode dog = write(tree.branch(cat.path().get(1), token(" dog")), " ran");
    StoryNode story = tree.stories().get(0);

    assertThat(story.leaf()).isSameAs(dog);
    tree.walk(cat);
    assertThat(story.leaf()).isSameAs(cat);
  }

  @Test
  void aTokenThatStandsThereIsWalkedAgainAndNotDoubled() {
    StoryNode first = write(tree.begin("Once"), " a", " cat");
    StoryNode second = write(tree.begin("Once"), " a", " cat");
    assertThat(second).isSameAs(first);
    assertThat(tree.stories()).hasSize(1);
  }

  @Test
  void aDeletedBranchComesBackWhereItWas() {
    StoryNode cat = write(tree.begin("Once"), " a", " cat", " sat");
    write(tree.branch(cat.path().get(1), token(" dog")), " ran");
    StoryNode a = cat.path().get(0);
    StoryNode branch = cat.path().get(1);

    StoryTree.Cutting cutting = tree.delete(branch);
    assertThat(a.next()).hasSize(1);
    assertThat(a.leaf().text()).isEqualTo("Once a dog ran");

    tree.restore(cutting);
    assertThat(a.next()).hasSize(2).first().isSameAs(branch);
    assertThat(a.leaf()).isSameAs(cat);
  }

  @Test
  void aDeletedStoryComesBackToo() {
    write(tree.begin("Once"), " a");
    StoryNode second = tree.begin("Twice");
    StoryTree.Cutting cutting = tree.delete(tree.stories().get(0));
    assertThat(tree.stories()).containsExactly(second);
    tree.restore(cutting);
    assertThat(tree.stories()).extracting(StoryNode::prompt).containsExactly("Once", "Twice");
  }

  @Test
  void aRunEndsAtAFork() {
    StoryNode cat = write(tree.begin("Once"), " a", " cat", " sat");
    tree.branch(cat.path().get(1), token(" dog"));
    assertThat(tree.stories().get(0).endOfRun().text()).isEqualTo("Once a");
    assertThat(cat.path().get(1).endOfRun()).isSameAs(cat);
  }

  private StoryNode write(StoryNode from, String... texts) {
    StoryNode place = from;
    for (String text : texts) {
      place = tree.append(place, token(text));
    }
    return place;
  }

  private static GeneratedToken token(String text) {
    return new GeneratedToken(text.hashCode(), text, 0.5, 1, 1, List.of());
  }
}
