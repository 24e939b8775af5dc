package gemmalab.cli;

import gemmalab.data.source.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the text comes from. */
final class DataOptions {

  @Option(names = "--data")
  private @Nullable String data;

  @Option(names = "--field")
  private @Nullable String field;

  @Option(names = "--url")
  private @Nullable String url;

  @Option(names = {"--spell_endoftext", "--spell-endoftext"})
  private boolean spellEndOfText;

  /** What was said; null if nothing was. */
  @Nullable DataSource given() {
    return data == null ? null : source();
  }

  DataSource source() {
    DataSource byDefault = DataSource.of(data == null ? DataSource.STORIES : data);
    return new DataSource(
        byDefault.name(),
        field == null ? byDefault.field() : field,
        url == null ? byDefault.url() : url,
        spellEndOfText);
  }
}
