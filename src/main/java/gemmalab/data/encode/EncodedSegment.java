package gemmalab.data.encode;

import gemmalab.data.Segment;
import gemmalab.tokenizer.Tokenizer;
import java.util.Arrays;

/**
 * A segment as tokens, with what was seen in its text.
 *
 * @param ids at a document's end the end-of-text token is the last, if the text has such
 * @param characters Unicode characters
 * @param mojibake traces of text that was once decoded wrongly, such as "â€œ" for a quotation mark
 * @param replacementSigns that stand where bytes were no UTF-8, here or in an earlier program
 */
record EncodedSegment(
    int[] ids, boolean endsDocument, int characters, int mojibake, int replacementSigns) {

  private static final char REPLACEMENT_SIGN = '\uFFFD';

  static EncodedSegment of(Segment segment, Tokenizer tokenizer, boolean endOfText) {
    String text = segment.text();
    int[] ids = tokenizer.encode(text);
    if (endOfText && segment.endsDocument()) {
      ids = Arrays.copyOf(ids, ids.length + 1);
      ids[ids.length - 1] = tokenizer.endOfText();
    }
    return new EncodedSegment(
        ids,
        segment.endsDocument(),
        text.codePointCount(0, text.length()),
        mojibake(text),
        (int) text.chars().filter(c -> c == REPLACEMENT_SIGN).count());
  }

  /** UTF-8 that was read as Windows-1252: its first byte became one of three letters. */
  private static int mojibake(String text) {
    int count = 0;
    for (int i = 1; i < text.length(); i++) {
      char first = text.charAt(i - 1);
      char second = text.charAt(i);
      boolean quotationOrDash = first == 'â' && second == '€';
      boolean accented = (first == 'Â' || first == 'Ã') && second >= 0x80 && second <= 0xBF;
      count += quotationOrDash || accented ? 1 : 0;
    }
    return count;
  }
}
