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

/**
 * A {@code .txt} or {@code .jsonl} file, packed or not.
 *
 * @param field of each JSON line that is the text
 */
record CorpusFile(Path path, String field) implements Corpus {

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
      return String.join("|", path.toAbsolutePath().toString(), field, bytes() + "", modified + "");
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", path, FileFaults.reason(e));
    }
  }

  @Override
  public SegmentReader open() {
    TextInput input = TextInput.open(path);
    return FileKind.of(path) == FileKind.JSON_LINES
        ? new JsonLinesReader(name(), field, input)
        : new TextReader(input);
  }
}
