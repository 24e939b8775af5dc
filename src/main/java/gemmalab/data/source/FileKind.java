package gemmalab.data.source;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;

/** Kinds of text files, told by the end of their names in any case; each may be packed. */
enum FileKind {
  TEXT(".txt"),
  JSON_LINES(".jsonl|.ndjson"),
  JSON(".json"),
  COMMA_SEPARATED(".csv"),
  TAB_SEPARATED(".tsv"),
  OTHER("");

  private static final Pattern ENDINGS = Pattern.compile("|", Pattern.LITERAL);
  private static final String PACKED = ".gz";

  private final String endings; // of names, with | between

  FileKind(String endings) {
    this.endings = endings;
  }

  static FileKind of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    String plain =
        name.endsWith(PACKED) ? name.substring(0, name.length() - PACKED.length()) : name;
    return Arrays.stream(values())
        .filter(kind -> ENDINGS.splitAsStream(kind.endings).anyMatch(plain::endsWith))
        .findFirst()
        .orElse(OTHER);
  }
}
