package gemmalab.data.source;

import gemmalab.text.GemmaException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The encoding of a text, told by its first bytes: a byte order mark, or where the zero bytes of
 * UTF-16 stand; else UTF-8.
 */
final class TextEncoding {

  private TextEncoding() {}

  /**
   * Finds the encoding.
   *
   * @param name of the file, for the fault
   * @param first bytes of the file
   * @throws GemmaException if this is no text
   */
  static Charset of(String name, byte[] first) {
    ContentKind.of(first)
        .ifPresent(
            kind -> {
              throw new GemmaException("error.corpus.container", name, kind.label());
            });
    if (startsWith(first, 0xFF, 0xFE)) {
      return StandardCharsets.UTF_16LE;
    }
    if (startsWith(first, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16BE;
    }
    int zerosAtEven = zeros(first, 0);
    int zerosAtOdd = zeros(first, 1);
    if (zerosAtEven + zerosAtOdd == 0) {
      return StandardCharsets.UTF_8;
    }
    int half = first.length / 2;
    if (zerosAtEven == 0 && zerosAtOdd > half / 2) {
      return StandardCharsets.UTF_16LE;
    }
    if (zerosAtOdd == 0 && zerosAtEven > half / 2) {
      return StandardCharsets.UTF_16BE;
    }
    throw new GemmaException("error.corpus.binary", name);
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length >= 2 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }

  private static int zeros(byte[] bytes, int from) {
    int count = 0;
    for (int i = from; i < bytes.length; i += 2) {
      count += bytes[i] == 0 ? 1 : 0;
    }
    return count;
  }
}
