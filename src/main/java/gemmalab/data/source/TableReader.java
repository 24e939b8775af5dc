package gemmalab.data.source;

import gemmalab.data.ReadingNotes;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a table, one a row (RFC 4180: quotes doubled, line ends inside quotes). The first
 * row names the columns, unless there is one column alone whose name is not that of a text.
 */
final class TableReader implements SegmentReader {

  private final String file;
  private final TextField field;
  private final TextInput input;
  private final BoundedReader bounded;
  private final CSVParser parser;
  private final Iterator<CSVRecord> rows;
  private final FieldDocuments documents;
  private ReadingNotes damage = ReadingNotes.NONE;
  private int column;
  private boolean ended;

  /**
   * Reads the first row.
   *
   * @throws GemmaException if none of its columns is the text
   */
  TableReader(
      String file, char delimiter, TextField field, FieldDocuments documents, TextInput input) {
    this.file = file;
    this.field = field;
    this.documents = documents;
    this.input = input;
    bounded = new BoundedReader(input);
    CSVFormat format =
        CSVFormat.DEFAULT.builder().setDelimiter(delimiter).setIgnoreEmptyLines(true).get();
    try {
      parser = CSVParser.builder().setReader(bounded).setFormat(format).get();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the input tells its own faults
    }
    rows = parser.iterator();
    readHeader();
  }

  private void readHeader() {
    CSVRecord header = nextRow();
    if (header == null) {
      return;
    }
    List<String> names = header.toList().stream().map(String::strip).toList();
    String text = field.in(names).orElse(null);
    if (text != null) {
      column = names.indexOf(text);
    } else if (names.size() == 1 && field.wanted().equals(DataSource.DEFAULT_FIELD)) {
      documents.add(header.get(0));
    } else {
      throw new GemmaException(
          "error.corpus.column", file, field.wanted(), String.join(", ", names));
    }
  }

  @Override
  public @Nullable Segment next() {
    Segment segment = documents.poll();
    while (segment == null && !ended) {
      CSVRecord row = nextRow();
      if (row != null) {
        read(row);
      }
      segment = documents.poll();
    }
    return segment;
  }

  private void read(CSVRecord row) {
    if (column < row.size()) {
      documents.add(row.get(column));
    } else {
      damage = damage.withDamagedLine(damaged(row.getRecordNumber(), null));
    }
  }

  /** The next row; null at the end, and where the rest cannot be read. */
  private @Nullable CSVRecord nextRow() {
    bounded.begin();
    try {
      ended = !rows.hasNext();
      return ended ? null : rows.next();
    } catch (UncheckedIOException | IllegalStateException e) {
      ended = true;
      damage = damage.withDamagedLine(damaged(parser.getRecordNumber() + 1, e));
      return null;
    }
  }

  private GemmaException damaged(long row, @Nullable Exception cause) {
    return cause == null
        ? new GemmaException("error.corpus.row", file, row)
        : new GemmaException(cause, "error.corpus.row", file, row);
  }

  @Override
  public long bytesRead() {
    return input.bytesRead();
  }

  @Override
  public ReadingNotes notes() {
    return damage.plus(documents.notes()).plus(field.notes());
  }

  @Override
  public void close() {
    input.close();
  }
}
