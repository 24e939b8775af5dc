package gemmalab.data.stories;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * An endless source of small stories for small models: a three-year-old's words, a beginning, a
 * problem, an end. A name, a thing or a place set early decides words much later, so that attention
 * has something to find.
 *
 * <p>The idea is from TinyStories (Eldan and Li, 2023, arXiv:2305.07759); these stories are made
 * from templates, so that the probability of each is known. Two ways through the grammar never give
 * the same text, hence the mean of {@link Story#informationNats} over the tokens is the entropy: no
 * model can have a lower loss on new stories.
 *
 * <p>Plots and words are text files in the resource folder {@code gemmalab/data/stories}; to add a
 * plot, add its text to a file in {@code plots}. Safe for many threads.
 */
public final class StoryGrammar {

  private static final List<String> THEMES =
      List.of("home", "outdoors", "friends", "animals", "making", "days");

  private final Words words;
  private final List<Plot> plots;
  private final Odds plotOdds;

  /**
   * Reads the plots and words.
   *
   * @throws IllegalStateException if a plot asks for a word or phrase that is not there
   */
  public StoryGrammar() {
    words = new Words(lines("words.txt"));
    Map<String, Block> phrases =
        Block.split("phrases.txt", "phrase", lines("phrases.txt")).stream()
            .collect(Collectors.toMap(Block::title, Function.identity()));
    plots =
        THEMES.stream()
            .map(theme -> "plots/" + theme + ".txt")
            .flatMap(file -> Block.split(file, "plot", lines(file)).stream())
            .map(block -> PlotReader.read(block, words, phrases))
            .toList();
    plotOdds = Odds.even(plots.size());
  }

  private static List<String> lines(String file) {
    try (InputStream text = StoryGrammar.class.getResourceAsStream(file)) {
      if (text == null) {
        throw new IllegalStateException(file + " is missing from the class path");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Story {@code number} of the endless row that {@code seed} names. */
  public Story story(long seed, long number) {
    return begin(new SplitMix64(seed, number)).write();
  }

  /** The first stories of the row that {@code seed} names, in order; made as they are asked for. */
  public Stream<Story> stories(long seed, long count) {
    return LongStream.range(0, count).mapToObj(number -> story(seed, number));
  }

  /** All names that a character can have. */
  public Set<String> names() {
    return words.list("names").words().stream().map(Word::text).collect(Collectors.toSet());
  }

  /** Chooses a plot; the story is yet to be written. */
  Draft begin(Chooser chooser) {
    int plot = chooser.choose(plotOdds);
    return new Draft(plots.get(plot), chooser, plotOdds.nats(plot));
  }

  List<Plot> plots() {
    return plots;
  }

  Words words() {
    return words;
  }
}
