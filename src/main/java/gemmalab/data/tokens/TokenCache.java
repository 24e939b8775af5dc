package gemmalab.data.tokens;

import gemmalab.data.Corpus;
import gemmalab.data.Sha256;
import gemmalab.data.TokenizedCorpus;
import gemmalab.files.DurableFile;
import gemmalab.files.DurableFolder;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What was made of large texts, kept so that the next run need not encode them again: their tokens,
 * and how often each token comes. An entry is a folder, whose name follows from the text's version
 * and the tokenizer: what has changed is made anew. When all take more than a limit, those go that
 * were not used for the longest.
 */
public final class TokenCache {

  static final String USES = "uses.bin";

  private static final int NAME_BYTES = 8;

  private final CacheEntries entries;
  private final long limitBytes;
  private final Clock clock;

  /** Keeps entries below a folder, of so many bytes at most, but for the one in use. */
  public TokenCache(Path below, long limitBytes) {
    this(below, limitBytes, Clock.systemUTC());
  }

  TokenCache(Path below, long limitBytes, Clock clock) {
    this.entries = new CacheEntries(below.resolve("tokens"));
    this.limitBytes = limitBytes;
    this.clock = clock;
  }

  /** What is kept, to show and to throw away. */
  public CacheEntries entries() {
    return entries;
  }

  public long limitBytes() {
    return limitBytes;
  }

  /**
   * The tokens of a corpus.
   *
   * @param encoding makes a folder of them if there is none yet
   */
  public TokenizedCorpus tokens(
      Corpus corpus, Tokenizer tokenizer, boolean endOfText, Consumer<Path> encoding) {
    Path entry = entry(endOfText ? "1" : "0", corpus, tokenizer);
    if (!TokenFolder.isOne(entry)) {
      encoding.accept(entry);
    }
    used(entry);
    return TokenFolder.open(entry, tokenizer.size());
  }

  /**
   * How often a corpus uses each token.
   *
   * @param counting is asked if they were not counted yet
   */
  public long[] uses(Corpus corpus, Tokenizer tokenizer, Supplier<long[]> counting) {
    Path entry = entry("uses", corpus, tokenizer);
    Path file = entry.resolve(USES);
    try {
      long bytes = (long) tokenizer.size() * Long.BYTES;
      if (!Files.exists(file) || Files.size(file) != bytes) {
        ByteBuffer counts = ByteBuffer.allocate((int) bytes);
        counts.asLongBuffer().put(counting.get());
        DurableFolder.replace(
            entry, into -> DurableFile.writeNew(into.resolve(USES), counts.array()));
      }
      used(entry);
      long[] uses = new long[tokenizer.size()];
      ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer().get(uses);
      return uses;
    } catch (IOException e) {
      throw new GemmaException(e, "error.tokens.unwritable", entry, FileFaults.reason(e));
    }
  }

  /** The newest is that of now; the oldest make room for it. */
  private void used(Path entry) {
    try {
      Files.setLastModifiedTime(entry, FileTime.from(clock.instant()));
    } catch (IOException e) {
      // it only goes a little earlier
    }
    entries.shrinkTo(limitBytes, entry);
  }

  private Path entry(String kind, Corpus corpus, Tokenizer tokenizer) {
    MessageDigest digest = Sha256.digest();
    digest.update(kind.getBytes(StandardCharsets.UTF_8));
    digest.update(corpus.version().getBytes(StandardCharsets.UTF_8));
    for (int id = 0; id < tokenizer.size(); id++) {
      byte[] bytes = tokenizer.bytes(id);
      digest.update((byte) bytes.length);
      digest.update(bytes);
    }
    String name = HexFormat.of().formatHex(digest.digest(), 0, NAME_BYTES);
    return entries.folder().resolve(name);
  }
}
