package gemmalab.data.tokens;

import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Finds out whether token ids are a tokenizer's, which no file says: the text that they stand for
 * is encoded again, and must give the same ids. Ids of another vocabulary stand for words in a row
 * that no one wrote, of which the tokenizer makes others.
 */
public final class TokenText {

  private static final int SAMPLE = 2_000; // tokens
  private static final int FEWEST = 16;
  private static final double LEAST_SHARE = 0.99; // of real texts it is 1, of others up to 0.97
  private static final int HIGHEST_OF_CHARACTERS = 255;
  private static final int SHOWN_CHARACTERS = 40;

  private final Tokenizer tokenizer;

  private TokenText(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Checks samples of a folder's tokens.
   *
   * @throws GemmaException if they are none of the tokenizer's
   */
  public static void require(Path folder, TokenizedCorpus corpus, Tokenizer tokenizer) {
    TokenText text = new TokenText(tokenizer);
    for (TokenSequence tokens : List.of(corpus.training(), corpus.validation())) {
      long last = Math.max(0, tokens.length() - SAMPLE);
      for (long start : new long[] {0, last / 2}) {
        text.require(folder, tokens.range(start, (int) Math.min(SAMPLE, tokens.length())));
      }
    }
  }

  private void require(Path folder, int[] ids) {
    int highest = 0;
    for (int id : ids) {
      highest = Math.max(highest, id);
    }
    if (ids.length < FEWEST || share(ids) >= LEAST_SHARE) {
      return;
    }
    if (highest <= HIGHEST_OF_CHARACTERS || Files.exists(folder.resolve("meta.pkl"))) {
      throw new GemmaException("error.tokens.characters", folder, highest);
    }
    String start = decode(ids, 0, ids.length);
    throw new GemmaException(
        "error.tokens.noText",
        folder,
        start.substring(0, Math.min(SHOWN_CHARACTERS, start.length())));
  }

  /** Share of the tokens that come again where they stood. */
  private double share(int[] ids) {
    int kept = 0;
    int begin = 0;
    for (int end = 0; end <= ids.length; end++) {
      if (end == ids.length || tokenizer.isSpecial(ids[end])) {
        kept += keptIn(ids, begin, end) + (end < ids.length ? 1 : 0);
        begin = end + 1;
      }
    }
    return (double) kept / ids.length;
  }

  private int keptIn(int[] ids, int begin, int end) {
    int first = begin;
    while (first < Math.min(end, begin + 3) && isWithinCharacter(tokenizer.bytes(ids[first])[0])) {
      first++; // a sample may begin there
    }
    List<Long> before = places(ids, first, end);
    int[] again = tokenizer.encode(decode(ids, first, end));
    before.retainAll(Set.copyOf(places(again, 0, again.length)));
    return before.size() + first - begin;
  }

  /** Whether a byte of UTF-8 goes on with a character. */
  private static boolean isWithinCharacter(byte unit) {
    return (unit & 0xC0) == 0x80;
  }

  /** Each token with the number of its first byte. */
  private List<Long> places(int[] ids, int begin, int end) {
    List<Long> places = new ArrayList<>();
    long firstByte = 0;
    for (int i = begin; i < end; i++) {
      places.add(firstByte << Integer.SIZE | ids[i]);
      firstByte += tokenizer.bytes(ids[i]).length;
    }
    return places;
  }

  private String decode(int[] ids, int begin, int end) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = begin; i < end; i++) {
      bytes.writeBytes(tokenizer.bytes(ids[i]));
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
