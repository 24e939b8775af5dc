package gemmalab.data.source;

import java.nio.file.Path;
import java.util.Locale;

/** Kinds of text files, told by the end of their names in any case; each may be packed. */
enum FileKind {
  TEXT(".txt"),
  JSON_LINES(".jsonl"),
  OTHER("");

  private static final String PACKED = ".gz";

  private final String ending;

  FileKind(String ending) {
    this.ending = ending;
  }

  static FileKind of(Path file) {
    String name = name(file);
    String plain = isPacked(file) ? name.substring(0, name.length() - PACKED.length()) : name;
    return plain.endsWith(TEXT.ending)
        ? TEXT
        : plain.endsWith(JSON_LINES.ending) ? JSON_LINES : OTHER;
  }

  static boolean isPacked(Path file) {
    return name(file).endsWith(PACKED);
  }

  private static String name(Path file) {
    return String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
  }
}
