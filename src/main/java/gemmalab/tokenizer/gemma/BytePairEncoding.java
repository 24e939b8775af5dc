package gemmalab.tokenizer.gemma;

import com.knuddels.jtokkit.api.IntArrayList;
import gemmalab.text.GemmaException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Text to tokens: first each character is a token, or its bytes if it has none; then neighbours are
 * merged, by the lowest rank first.
 */
final class BytePairEncoding {

  private static final int BYTES = 256;
  private static final int REPLACEMENT = 0xFFFD;

  private final Vocabulary vocabulary;
  private final Merges merges;
  private final boolean wholeFirst;
  private final int[] idOfByte = new int[BYTES];

  /**
   * Takes what a file says.
   *
   * @param vocabulary with a token of each byte
   * @param wholeFirst whether a text that is a token stays one, whatever its merges say
   */
  BytePairEncoding(Vocabulary vocabulary, Merges merges, boolean wholeFirst) {
    this.vocabulary = vocabulary;
    this.merges = merges;
    this.wholeFirst = wholeFirst;
    for (int each = 0; each < BYTES; each++) {
      idOfByte[each] = vocabulary.find(byteToken(each));
    }
  }

  /** The token that stands for a byte: {@code <0x0A>}. */
  static String byteToken(int each) {
    return "<0x" + HexFormat.of().withUpperCase().toHexDigits((byte) each) + ">";
  }

  /**
   * Makes sure that every text can be spelt.
   *
   * @throws GemmaException that names the first byte without a token
   */
  static void requireBytes(Path path, Vocabulary vocabulary) {
    for (int each = 0; each < BYTES; each++) {
      if (vocabulary.find(byteToken(each)) == Vocabulary.NONE) {
        throw new GemmaException("error.tokenizer.tokenMissing", path, byteToken(each));
      }
    }
  }

  Merges merges() {
    return merges;
  }

  boolean isWholeFirst() {
    return wholeFirst;
  }

  /** Adds the tokens of a text. */
  void encode(String text, IntArrayList ids) {
    int whole = wholeFirst ? vocabulary.find(text) : Vocabulary.NONE;
    if (whole == Vocabulary.NONE) {
      new Merging(spell(text), merges).run(ids);
    } else {
      ids.add(whole);
    }
  }

  /** The tokens of the single characters. */
  private int[] spell(String text) {
    IntArrayList spelt = new IntArrayList(text.length());
    text.codePoints().forEach(character -> spell(character, spelt));
    return spelt.toArray();
  }

  private void spell(int character, IntArrayList spelt) {
    boolean half = character <= Character.MAX_VALUE && Character.isSurrogate((char) character);
    byte[] text =
        Character.toString(half ? REPLACEMENT : character).getBytes(StandardCharsets.UTF_8);
    int id = vocabulary.find(text);
    if (id != Vocabulary.NONE) {
      spelt.add(id);
      return;
    }
    for (byte each : text) {
      spelt.add(idOfByte[Byte.toUnsignedInt(each)]);
    }
  }
}
