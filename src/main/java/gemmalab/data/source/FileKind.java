package gemmalab.data.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Kinds of text files, told by the end of their names in any case; each may be packed. */
enum FileKind {
  TEXT(".txt"),
  JSON_LINES(".jsonl", ".ndjson"),
  JSON(".json"),
  COMMA_SEPARATED(".csv"),
  TAB_SEPARATED(".tsv"),
  OTHER;

  private static final String PACKED = ".gz";

  private final List<String> endings;

  FileKind(String... endings) {
    this.endings = List.of(endings);
  }

  static FileKind of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String plain =
        name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
    return Arrays.stream(values())
        .filter(kind -> kind.endings.stream().anyMatch(plain::endsWith))
        .findFirst()
        .orElse(OTHER);
  }
}
