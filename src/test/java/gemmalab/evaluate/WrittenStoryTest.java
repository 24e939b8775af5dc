package gemmalab.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.data.stories.StoryGrammar;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WrittenStoryTest {

  private static final Set<String> NAMES = Set.of("Lily", "Tom", "Rose");
  private static final WrittenStory BEGINNING =
      new WrittenStory("Lily had a red ball.", "", "Lily", "ball", false);

  @Test
  void storyKeepsItsNamesIfItEndsWithWhomItBegan() {
    assertThat(rest(" Lily met Tom.\n\nTom and Lily went home.").keepsNames(NAMES)).isTrue();
  }

  @Test
  void strangerInTheLastParagraphBreaksTheNames() {
    assertThat(rest(" Lily met Tom.\n\nRose and Lily went home.").keepsNames(NAMES)).isFalse();
  }

  @Test
  void lostMainCharacterBreaksTheNames() {
    assertThat(rest(" Tom took it.\n\nTom went home.").keepsNames(NAMES)).isFalse();
  }

  @Test
  void thingReturnsIfItIsNamedAgain() {
    assertThat(rest(" It rolled away. She found the ball.").returnsThing()).isTrue();
    assertThat(rest(" It rolled away. She found the drum.").returnsThing()).isFalse();
  }

  @Test
  void quotesMustCloseWithinTheirParagraph() {
    assertThat(rest(" \"Oh,\" she said.\n\n\"Yes!\"").closesQuotes()).isTrue();
    assertThat(rest(" \"Oh, she said.\n\nYes!\"").closesQuotes()).isFalse();
  }

  @Test
  void longSentenceThatComesTwiceIsARepetitionAndAnExclamationIsNot() {
    assertThat(rest(" She went to the old garden. She went to the old garden.").repeatsItself())
        .isTrue();
    assertThat(rest(" Yay! She laughed. Yay! Tom laughed.").repeatsItself()).isFalse();
  }

  @Test
  void storiesOfTheGrammarPassTheirOwnChecks() {
    List<WrittenStory> own =
        new HeldOutStories().first(300).stream().map(WrittenStory::cut).toList();
    StoryQuality quality = StoryQuality.of(own, new StoryGrammar().names(), 0);
    assertThat(quality.keepNames()).isGreaterThan(290);
    assertThat(quality.mentionObjectAgain()).isGreaterThan(270);
    assertThat(quality.closeQuotes()).isEqualTo(300);
    assertThat(quality.repeat()).isLessThan(10);
  }

  @Test
  void cutStoryIsWhole() {
    new HeldOutStories()
        .first(50)
        .forEach(
            story -> {
              WrittenStory cut = WrittenStory.cut(story);
              assertThat(cut.text()).isEqualTo(story.text());
              assertThat(cut.beginning()).contains(story.characters().get(0), story.thing());
            });
  }

  private static WrittenStory rest(String rest) {
    return BEGINNING.withRest(rest, true);
  }
}
