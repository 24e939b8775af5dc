package gemmalab.data.source;

import gemmalab.data.ReadingNotes;
import gemmalab.data.Segment;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Makes segments of the text of documents, so that a document of any length needs constant memory.
 * White space at the ends of a document is dropped.
 *
 * <p>A long document is cut after a letter that something else than a letter follows. GPT-2's
 * pattern of words never crosses such a place, nor looks over it, so the tokens of the segments are
 * those of the whole document. A run without any such place (a hundred thousand times the same
 * letter, say) is cut where it becomes too long; only there may tokens differ.
 */
final class Segmenter {

  /** Characters from which on a place to cut is looked for. */
  static final int LONG = 1 << 14;

  /** Characters of a segment at most: a tokenizer may take memory and time in excess for more. */
  static final int LONGEST = 1 << 16;

  private final StringBuilder held = new StringBuilder();
  private final Queue<Segment> ready = new ArrayDeque<>();
  private ReadingNotes notes = ReadingNotes.NONE;
  private boolean begun; // a segment of this document is out already
  private int searched = LONG;

  @Nullable Segment poll() {
    return ready.poll();
  }

  ReadingNotes notes() {
    return notes;
  }

  void append(CharSequence text, int start, int end) {
    int from = start;
    while (!begun && held.isEmpty() && from < end && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (from < end) { // no more at once than is needed to find the next cut
      int to = Math.min(end, from + LONGEST);
      held.append(text, from, to);
      from = to;
      cut();
    }
  }

  void endDocument() {
    int end = held.length();
    while (end > 0 && Character.isWhitespace(held.charAt(end - 1))) {
      end--;
    }
    if (begun || end > 0) {
      ready.add(new Segment(held.substring(0, end), true));
    } else {
      notes = notes.withEmptyDocument();
    }
    release(held.length());
    begun = false;
  }

  private void cut() {
    for (int at; (at = nextCut()) > 0; ) {
      ready.add(new Segment(held.substring(0, at), false));
      release(at);
      begun = true;
    }
  }

  /** Where the first segment of what is held ends, or 0 if that is not known yet. */
  private int nextCut() {
    for (; searched < Math.min(held.length(), LONGEST); searched++) {
      char after = held.charAt(searched);
      if (Character.isLetter(held.charAt(searched - 1))
          && !Character.isLetter(after)
          && !Character.isSurrogate(after)) { // which may be half of a letter
        return searched;
      }
    }
    if (held.length() <= LONGEST) {
      return 0;
    }
    return Character.isHighSurrogate(held.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST;
  }

  private void release(int count) {
    held.delete(0, count);
    searched = LONG;
  }
}
