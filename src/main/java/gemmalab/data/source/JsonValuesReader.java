package gemmalab.data.source;

import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import gemmalab.data.ReadingNotes;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a file that is one JSON array of objects or strings, or one object after another, on
 * as many lines as they like. Entries without the text are counted and left out; behind an entry
 * that is no JSON nothing can be found any more.
 */
final class JsonValuesReader implements SegmentReader {

  private final String file;
  private final TextField field;
  private final JsonText text;
  private final TextInput input;
  private final BoundedReader bounded;
  private final JsonReader json;
  private final FieldDocuments documents;
  private ReadingNotes damage = ReadingNotes.NONE;
  private long number;
  private boolean ended;

  JsonValuesReader(String file, TextField field, FieldDocuments documents, TextInput input) {
    this.file = file;
    this.field = field;
    boolean isArray = input.firstVisible() == '[';
    this.text = isArray ? JsonText.ofArray(file, field) : JsonText.ofObjects(file, field);
    this.documents = documents;
    this.input = input;
    bounded = new BoundedReader(input);
    json = new JsonReader(bounded);
    // one object after another is refused otherwise
    json.setStrictness(isArray ? Strictness.STRICT : Strictness.LENIENT);
  }

  @Override
  public @Nullable Segment next() {
    Segment segment = documents.poll();
    while (segment == null && !ended) {
      readEntry();
      segment = documents.poll();
    }
    return segment;
  }

  private void readEntry() {
    number++;
    bounded.begin();
    try {
      if (hasEntry()) {
        read();
      } else {
        ended = true;
      }
    } catch (IOException | JsonParseException | IllegalStateException e) {
      ended = true;
      damage = damage.withDamagedLine(new GemmaException(e, "error.corpus.entries", file, number));
    }
  }

  private void read() {
    JsonElement value = JsonParser.parseReader(json);
    try {
      documents.add(text.of(value, number));
    } catch (GemmaException e) {
      damage = damage.withDamagedLine(e);
    } catch (JsonParseException e) {
      damage = damage.withDamagedLine(new GemmaException(e, "error.corpus.entry", file, number));
    }
  }

  /** Goes into arrays and out of them, up to the next entry. */
  private boolean hasEntry() throws IOException {
    while (true) {
      switch (json.peek()) {
        case BEGIN_ARRAY -> json.beginArray();
        case END_ARRAY -> json.endArray();
        case END_DOCUMENT -> {
          return false;
        }
        default -> {
          return true;
        }
      }
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
    try {
      json.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // the input tells its own faults
    }
  }
}
