package gemmalab.data.source;

import gemmalab.data.Corpus;
import gemmalab.data.ReadingNotes;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import gemmalab.data.stories.Story;
import gemmalab.data.stories.StoryGrammar;
import gemmalab.text.GemmaException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Stories that the app's own grammar makes while they are read: the first so many of the row of one
 * seed, always the same.
 */
record GrammarStories(String name, long count, StoryGrammar grammar) implements Corpus {

  /** Of the row for training; what is tested on new stories uses other seeds. */
  static final long SEED = 1;

  /** Enough for some minutes of training in which no story comes twice. */
  private static final long DEFAULT_COUNT = 20_000;

  /** So many tell how long the rest are, and which grammar it is. */
  private static final int FIRST = 200;

  /**
   * Reads {@code stories} or {@code stories:COUNT}.
   *
   * @throws GemmaException if the count is no number above 0
   */
  static GrammarStories named(String name) {
    int colon = name.indexOf(':');
    if (colon < 0) {
      return new GrammarStories(name, DEFAULT_COUNT, new StoryGrammar());
    }
    try {
      long count = Long.parseLong(name.substring(colon + 1));
      if (count > 0) {
        return new GrammarStories(name, count, new StoryGrammar());
      }
      throw new GemmaException("error.corpus.count", name);
    } catch (NumberFormatException e) {
      throw new GemmaException(e, "error.corpus.count", name);
    }
  }

  /** About: as long as the first ones. */
  @Override
  public OptionalLong bytes() {
    double each = firstTexts().mapToInt(GrammarStories::utf8Length).average().orElseThrow();
    return OptionalLong.of(Math.round(each * count));
  }

  /** The grammar itself may change with the app. */
  @Override
  public String version() {
    return name + " " + firstTexts().toList().hashCode();
  }

  private Stream<String> firstTexts() {
    return grammar.stories(SEED, FIRST).map(Story::text);
  }

  @Override
  public SegmentReader open() {
    return new Reader(grammar, count);
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static final class Reader implements SegmentReader {
    private final StoryGrammar grammar;
    private final long count;
    private long next;
    private long bytes;

    Reader(StoryGrammar grammar, long count) {
      this.grammar = grammar;
      this.count = count;
    }

    @Override
    public @Nullable Segment next() {
      if (next == count) {
        return null;
      }
      String text = grammar.story(SEED, next++).text();
      bytes += utf8Length(text);
      return new Segment(text, true);
    }

    @Override
    public long bytesRead() {
      return bytes;
    }

    @Override
    public ReadingNotes notes() {
      return ReadingNotes.NONE;
    }

    @Override
    public void close() {
      // nothing is open
    }
  }
}
