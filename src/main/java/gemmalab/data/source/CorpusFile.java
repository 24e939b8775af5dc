package gemmalab.data.source;

import gemmalab.data.Corpus;
import gemmalab.data.SegmentReader;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A file with text: plain, JSON, or a table; packed or not.
 *
 * @param field of each JSON object, or column of a table, that is the text
 * @param separatorIsText whether {@code <|endoftext|>} is text like any other
 */
record CorpusFile(Path path, String field, boolean separatorIsText) implements Corpus {

  /** An array of objects or strings, which begins on this line or on the next. */
  private static final Pattern ARRAY_BEGINS = Pattern.compile("\\[\\s*([{\"]|$)");

  @Override
  public String name() {
    return path.toString();
  }

  @Override
  public OptionalLong bytes() {
    try {
      return OptionalLong.of(Files.size(path));
    } catch (IOException e) {
      return OptionalLong.empty(); // reading it will tell
    }
  }

  @Override
  public String version() {
    try {
      FileTime modified = Files.getLastModifiedTime(path);
      return String.join(
          "|",
          path.toAbsolutePath().toString(),
          field,
          bytes() + "",
          modified + "",
          separatorIsText + "");
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", path, FileFaults.reason(e));
    }
  }

  @Override
  public SegmentReader open() {
    TextInput input = TextInput.open(path);
    try {
      return reader(input);
    } catch (RuntimeException e) {
      input.close();
      throw e;
    }
  }

  private SegmentReader reader(TextInput input) {
    TextField text = new TextField(field);
    FieldDocuments documents = new FieldDocuments(separatorIsText);
    return switch (FileKind.of(path)) {
      case JSON_LINES, JSON ->
          isJsonLines(input)
              ? new JsonLinesReader(name(), text, documents, input)
              : new JsonValuesReader(name(), text, documents, input);
      case COMMA_SEPARATED ->
          new TableReader(name(), TableDelimiter.of(input.lineAhead()), text, documents, input);
      case TAB_SEPARATED -> new TableReader(name(), '\t', text, documents, input);
      case TEXT, OTHER -> new TextReader(input, separatorIsText);
    };
  }

  /** Whether each line is an object; an array, or an object over several lines, is not read so. */
  private boolean isJsonLines(TextInput input) {
    boolean isArray = input.firstVisible() == '[';
    String line = input.lineAhead().strip();
    return FileKind.of(path) == FileKind.JSON_LINES
        ? !ARRAY_BEGINS.matcher(line).lookingAt()
        : !isArray && line.endsWith("}");
  }
}
