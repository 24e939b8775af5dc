package gemmalab.evaluate;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How many of some stories pass each check.
 *
 * @param stories how many there are
 * @param keepNames that bring their main character back and end with no stranger
 * @param mentionObjectAgain that bring the thing back
 * @param closeQuotes whose quotation marks pair up
 * @param end that come to an end by themselves
 * @param keepNamesAndEnd that pass both of these
 * @param repeat that say a sentence twice
 * @param copied whose rest stands in a training story, word by word
 */
public record StoryQuality(
    int stories,
    int keepNames,
    int mentionObjectAgain,
    int closeQuotes,
    int end,
    int keepNamesAndEnd,
    int repeat,
    int copied) {

  /**
   * Reads the stories.
   *
   * @param names all that a character can have
   */
  public static StoryQuality of(List<WrittenStory> stories, Set<String> names, int copied) {
    return new StoryQuality(
        stories.size(),
        count(stories, story -> story.keepsNames(names)),
        count(stories, WrittenStory::returnsThing),
        count(stories, WrittenStory::closesQuotes),
        count(stories, WrittenStory::ended),
        count(stories, story -> story.ended() && story.keepsNames(names)),
        count(stories, WrittenStory::repeatsItself),
        copied);
  }

  private static int count(List<WrittenStory> stories, Predicate<WrittenStory> check) {
    return (int) stories.stream().filter(check).count();
  }
}
