package gemmalab.data.source;

import gemmalab.data.ReadingNotes;
import gemmalab.data.Segment;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Documents that stand in fields: of a JSON object, of a row of a table. Some who wrote such files
 * put a separator into the field as well; it ends a document there as in a plain text, and is
 * counted.
 */
final class FieldDocuments {

  private static final Pattern SEPARATOR = Pattern.compile(TextReader.SEPARATOR, Pattern.LITERAL);

  private final boolean separatorIsText;
  private final Segmenter segmenter = new Segmenter();
  private ReadingNotes notes = ReadingNotes.NONE;

  FieldDocuments(boolean separatorIsText) {
    this.separatorIsText = separatorIsText;
  }

  @Nullable Segment poll() {
    return segmenter.poll();
  }

  ReadingNotes notes() {
    return notes.plus(segmenter.notes());
  }

  /** Adds what a field holds. */
  void add(String field) {
    String text = field.replace("\r\n", "\n");
    if (separatorIsText || !text.contains(TextReader.SEPARATOR)) {
      addDocument(text);
      return;
    }
    List<String> parts = new ArrayList<>(List.of(SEPARATOR.split(text, -1)));
    notes = notes.withSeparators(parts.size() - 1L);
    while (parts.size() > 1 && parts.get(parts.size() - 1).isBlank()) {
      parts.remove(parts.size() - 1); // nothing follows the last separator
    }
    while (parts.size() > 1 && parts.get(0).isBlank()) {
      parts.remove(0);
    }
    parts.forEach(this::addDocument);
  }

  private void addDocument(String text) {
    segmenter.append(text, 0, text.length());
    segmenter.endDocument();
  }
}
