package gemmalab.tokenizer;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Turns tokens into text as they come, and holds back the bytes of a character that is not complete
 * yet, so that half a character is never shown.
 */
public final class TextStream {

  private static final int LONGEST_TOKEN_BYTES = 1024;
  private static final int REPLACEMENT = 0xFFFD;

  private final Tokenizer tokenizer;
  private final CharsetDecoder decoder =
      StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE);
  private final ByteBuffer pending = ByteBuffer.allocate(LONGEST_TOKEN_BYTES);

  public TextStream(Tokenizer tokenizer) {
    this.tokenizer = tokenizer;
  }

  /**
   * Takes a token; the text that is complete by now, often empty in the middle of a character. A
   * special token has none.
   */
  public String append(int id) {
    byte[] bytes = tokenizer.bytes(id);
    if (!tokenizer.isSpecial(id)) {
      pending.put(bytes);
    }
    return decode(false);
  }

  /** Ends the text: an incomplete character at its end becomes a replacement sign. */
  public String finish() {
    return decode(true);
  }

  /** The text of whole tokens; special ones are left out. */
  public static String decode(Tokenizer tokenizer, int... ids) {
    TextStream stream = new TextStream(tokenizer);
    StringBuilder text = new StringBuilder();
    for (int id : ids) {
      text.append(stream.append(id));
    }
    return text.append(stream.finish()).toString();
  }

  /**
   * A token by itself, as people read it: its text, or a special one's name, or its bytes in
   * hexadecimal, such as {@code <E7 8C>}, if they are no whole character or one that cannot be
   * seen.
   */
  public static String label(Tokenizer tokenizer, int id) {
    if (tokenizer.isSpecial(id)) {
      return new String(tokenizer.bytes(id), StandardCharsets.UTF_8);
    }
    String text = decode(tokenizer, id);
    return text.codePoints().allMatch(TextStream::isReadable)
        ? text
        : "<" + HexFormat.ofDelimiter(" ").withUpperCase().formatHex(tokenizer.bytes(id)) + ">";
  }

  private static boolean isReadable(int character) {
    boolean layout = character == '\n' || character == '\t';
    return layout || (character != REPLACEMENT && !Character.isISOControl(character));
  }

  private String decode(boolean last) {
    pending.flip();
    CharBuffer text = CharBuffer.allocate(pending.remaining() + 1);
    decoder.decode(pending, text, last);
    pending.compact();
    return text.flip().toString();
  }
}
