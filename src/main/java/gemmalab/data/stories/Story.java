package gemmalab.data.stories;

import java.util.List;

/**
 * A story, and what a reader has to keep in mind to the end of it.
 *
 * @param characters the names in it, the main character's first
 * @param thing the object that is met early and returns at the end, as it is called there
 * @param informationNats minus the natural logarithm of the probability of exactly this story. Its
 *     mean, divided by the mean number of tokens, is the lowest loss that any model can reach.
 */
public record Story(String text, List<String> characters, String thing, double informationNats) {

  public Story {
    characters = List.copyOf(characters);
  }
}
