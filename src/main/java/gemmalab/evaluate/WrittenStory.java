package gemmalab.evaluate;

import gemmalab.data.stories.Story;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A story that goes on from a beginning, and what can be checked of it by reading.
 *
 * @param beginning up to the sentence in which both the main character and the thing have come
 * @param rest what follows
 * @param name of the main character
 * @param thing the object that is met early
 * @param ended whether it came to its end by itself
 */
public record WrittenStory(
    String beginning, String rest, String name, String thing, boolean ended) {

  private static final Pattern NO_LETTERS = Pattern.compile("[^A-Za-z]+");
  private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?]\"?)\\s+");

  /** Shorter sentences may come twice: "Yay!" */
  private static final int WORDS_OF_A_SENTENCE = 6;

  /** A story of the grammar, cut where a model is to go on. */
  public static WrittenStory cut(Story story) {
    String text = story.text();
    String name = story.characters().get(0);
    int met = Math.max(text.indexOf(name), Math.max(0, text.indexOf(story.thing())));
    int end = text.indexOf('.', met);
    int cut = end < 0 ? text.length() : end + 1;
    return new WrittenStory(text.substring(0, cut), text.substring(cut), name, story.thing(), true);
  }

  /** The same beginning with another rest. */
  public WrittenStory withRest(String newRest, boolean newEnded) {
    return new WrittenStory(beginning, newRest, name, thing, newEnded);
  }

  public String text() {
    return beginning + rest;
  }

  /** The main character comes again, and whoever is in the last paragraph was there before. */
  public boolean keepsNames(Set<String> names) {
    int last = Math.max(0, text().lastIndexOf("\n\n"));
    Set<String> late = words(text().substring(last));
    late.retainAll(names);
    return words(rest).contains(name) && words(text().substring(0, last)).containsAll(late);
  }

  /** The thing comes again. */
  public boolean returnsThing() {
    return rest.contains(thing);
  }

  /** Whatever is said in a paragraph has an end there. */
  public boolean closesQuotes() {
    return Arrays.stream(text().split("\n\n", -1))
        .allMatch(paragraph -> paragraph.chars().filter(c -> c == '"').count() % 2 == 0);
  }

  /** A sentence of some length comes twice. */
  public boolean repeatsItself() {
    List<String> sentences =
        Arrays.stream(SENTENCE_END.split(text()))
            .filter(sentence -> NO_LETTERS.split(sentence).length >= WORDS_OF_A_SENTENCE)
            .toList();
    return new HashSet<>(sentences).size() < sentences.size();
  }

  private static Set<String> words(String text) {
    return Arrays.stream(NO_LETTERS.split(text)).collect(Collectors.toSet());
  }
}
