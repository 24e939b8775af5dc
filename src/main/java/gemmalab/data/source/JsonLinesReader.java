package gemmalab.data.source;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import gemmalab.data.SkippedInput;
import gemmalab.text.GemmaException;
import org.jspecify.annotations.Nullable;

/**
 * Documents of a file with a JSON object in each line: one of its fields is the text. Damaged lines
 * are counted and left out: one in a million must not end a long job.
 */
final class JsonLinesReader implements SegmentReader {

  private final String file;
  private final String field;
  private final TextInput input;
  private final LineInput line;
  private final Segmenter segmenter = new Segmenter();
  private SkippedInput damage = SkippedInput.NONE;
  private long number;

  JsonLinesReader(String file, String field, TextInput input) {
    this.file = file;
    this.field = field;
    this.input = input;
    this.line = new LineInput(input);
  }

  @Override
  public @Nullable Segment next() {
    Segment segment = segmenter.poll();
    while (segment == null && !line.fileEnded()) {
      readLine();
      segment = segmenter.poll();
    }
    return segment;
  }

  private void readLine() {
    number++;
    line.begin();
    try {
      JsonObject json = JsonParser.parseReader(line).getAsJsonObject();
      if (json.has(field)) {
        String text = json.get(field).getAsString().replace("\r\n", "\n");
        segmenter.append(text, 0, text.length());
        segmenter.endDocument();
      } else {
        damaged(new GemmaException("error.corpus.field", file, number, field));
      }
    } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
      if (!line.blank()) {
        damaged(new GemmaException(e, "error.corpus.json", file, number));
      }
    } finally {
      line.finish();
    }
  }

  private void damaged(GemmaException how) {
    damage = damage.withDamagedLine(how);
  }

  @Override
  public long bytesRead() {
    return input.bytesRead();
  }

  @Override
  public SkippedInput faults() {
    return damage.plus(segmenter.faults());
  }

  @Override
  public void close() {
    input.close();
  }
}
