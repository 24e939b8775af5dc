package gemmalab.cli;

import gemmalab.data.source.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the text comes from. */
final class DataOptions {

  @Option(
      names = "--data",
      description =
          "stories (default; stories:1000 are the first thousand), bundled, tinystories, a .txt or .jsonl file (also as .gz), a folder of these,"
              + " or a folder with train.bin and validation.bin.")
  private @Nullable String data;

  @Option(names = "--field", description = "Of each .jsonl line: which is the text (default text).")
  private @Nullable String field;

  @Option(names = "--url", description = "Folder of the web from which tinystories comes.")
  private @Nullable String url;

  /** What was said; null if nothing was. */
  @Nullable DataSource given() {
    return data == null ? null : source();
  }

  DataSource source() {
    DataSource byDefault = DataSource.of(data == null ? DataSource.STORIES : data);
    return new DataSource(
        byDefault.name(),
        field == null ? byDefault.field() : field,
        url == null ? byDefault.url() : url);
  }
}
