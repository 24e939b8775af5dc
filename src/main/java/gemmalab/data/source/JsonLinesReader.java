package gemmalab.data.source;

import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import gemmalab.data.ReadingNotes;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import gemmalab.text.GemmaException;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a file with a JSON object in each line: one of its fields is the text. Damaged lines
 * are counted and left out: one in a million must not end a long job.
 */
final class JsonLinesReader implements SegmentReader {

  private final String file;
  private final TextField field;
  private final JsonText text;
  private final TextInput input;
  private final LineInput line;
  private final FieldDocuments documents;
  private ReadingNotes damage = ReadingNotes.NONE;
  private long number;

  JsonLinesReader(String file, TextField field, FieldDocuments documents, TextInput input) {
    this.file = file;
    this.field = field;
    this.text = JsonText.ofLines(file, field);
    this.documents = documents;
    this.input = input;
    this.line = new LineInput(input);
  }

  @Override
  public @Nullable Segment next() {
    Segment segment = documents.poll();
    while (segment == null && !line.fileEnded()) {
      readLine();
      segment = documents.poll();
    }
    return segment;
  }

  private void readLine() {
    number++;
    line.begin();
    try {
      documents.add(text.of(JsonParser.parseReader(line), number));
    } catch (GemmaException e) {
      damage = damage.withDamagedLine(e);
    } catch (JsonParseException e) {
      if (!line.blank()) {
        damage = damage.withDamagedLine(new GemmaException(e, "error.corpus.json", file, number));
      }
    } finally {
      line.finish();
    }
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
