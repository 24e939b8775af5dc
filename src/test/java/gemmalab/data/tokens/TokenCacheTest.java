package gemmalab.data.tokens;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.data.Corpus;
import gemmalab.data.SegmentReader;
import gemmalab.data.tokens.CacheEntries.Entry;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.TextVocabulary;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenCacheTest {

  private static final Tokenizer TOKENIZER =
      new CompactTokenizer(TextVocabulary.of(Stream.of("a cat"), 1, 1_000));

  private static final int TOKENS = 1_000;
  private static final long ENTRY_BYTES = 2L * (TOKENS + 1);

  @TempDir private Path folder;
  private final List<String> encoded = new ArrayList<>();
  private final Ticks ticks = new Ticks();

  @Test
  void textIsEncodedOnce() {
    TokenCache cache = cache(10 * ENTRY_BYTES);
    assertThat(cache.entries().list()).isEmpty();
    ask(cache, "one");
    ask(cache, "one");
    assertThat(encoded).containsExactly("one");
    assertThat(cache.entries().list()).extracting(Entry::bytes).containsExactly(ENTRY_BYTES);
  }

  @Test
  void beyondTheLimitTheEntryGoesThatWasNotUsedForTheLongest() {
    TokenCache cache = cache(2 * ENTRY_BYTES);
    ask(cache, "one");
    ask(cache, "two");
    ask(cache, "one");
    ask(cache, "three");
    assertThat(cache.entries().list()).hasSize(2);
    ask(cache, "one");
    assertThat(encoded).containsExactly("one", "two", "three");
    ask(cache, "two");
    assertThat(encoded).containsExactly("one", "two", "three", "two");
  }

  @Test
  void entryOfNowStaysEvenIfItAloneIsBeyondTheLimit() {
    TokenCache cache = cache(1);
    ask(cache, "one");
    ask(cache, "two");
    assertThat(cache.entries().list()).hasSize(1);
    ask(cache, "two");
    assertThat(encoded).containsExactly("one", "two");
  }

  @Test
  void usesAreCountedOnceAndCountedAnewIfTheirFileIsCut() throws IOException {
    TokenCache cache = cache(10 * ENTRY_BYTES);
    long[] uses = new long[TOKENIZER.size()];
    uses[3] = 1L << 40;
    assertThat(cache.uses(text("one"), TOKENIZER, () -> uses)).isEqualTo(uses);
    assertThat(cache.uses(text("one"), TOKENIZER, () -> new long[0])).isEqualTo(uses);
    Path file = cache.entries().list().get(0).folder().resolve("uses.bin");
    Files.write(file, new byte[5]);
    assertThat(cache.uses(text("one"), TOKENIZER, () -> uses)).isEqualTo(uses);
  }

  @Test
  void emptyLeavesWhatIsNotTheCaches() throws IOException {
    TokenCache cache = cache(10 * ENTRY_BYTES);
    ask(cache, "one");
    Path named = mine("0123456789abcdef/mine.txt");
    Path other = mine("notes/train.bin");
    Path file = mine("fedcba9876543210");
    assertThat(cache.entries().empty()).hasSize(1);
    assertThat(cache.entries().list()).isEmpty();
    assertThat(List.of(named, other, file)).allMatch(Files::exists);
    ask(cache, "one");
    assertThat(encoded).containsExactly("one", "one");
  }

  private Path mine(String name) throws IOException {
    Path path = folder.resolve("tokens").resolve(name);
    Files.createDirectories(path.resolveSibling(""));
    return Files.writeString(path, "mine");
  }

  private TokenCache cache(long limitBytes) {
    return new TokenCache(folder, limitBytes, ticks);
  }

  private void ask(TokenCache cache, String text) {
    cache.tokens(
        text(text),
        TOKENIZER,
        true,
        entry -> {
          encoded.add(text);
          TokenFolder.write(
              entry,
              TOKENIZER.size(),
              (training, validation) -> {
                training.append(new int[TOKENS]);
                validation.append(new int[1]);
                return entry;
              });
        });
  }

  /** A text that is never read. */
  private static Corpus text(String version) {
    return new Corpus() {
      @Override
      public String name() {
        return version;
      }

      @Override
      public OptionalLong bytes() {
        return OptionalLong.empty();
      }

      @Override
      public String version() {
        return version;
      }

      @Override
      public SegmentReader open() {
        throw new UnsupportedOperationException(version);
      }
    };
  }

  /** A second passes from look to look. */
  private static final class Ticks extends Clock {
    private Instant now = Instant.EPOCH;

    @Override
    public Instant instant() {
      now = now.plus(Duration.ofSeconds(1));
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
