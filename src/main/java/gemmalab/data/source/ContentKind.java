package gemmalab.data.source;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kinds of files that hold no plain text, told by the bytes that they begin with (the "magic
 * numbers" of each format's specification), whatever their names say.
 */
enum ContentKind {
  GZIP("gzip", "\u001F\u008B"),
  ZIP("ZIP", "PK\u0003\u0004"),
  EMPTY_ZIP("ZIP", "PK\u0005\u0006"),
  SEVEN_ZIP("7z", "7z\u00BC\u00AF"),
  XZ("xz", "\u00FD7zXZ\u0000"),
  BZIP2("bzip2", "BZh"),
  ZSTANDARD("Zstandard", "(\u00B5/\u00FD"),
  RAR("RAR", "Rar!"),
  TAR("tar", ""),
  PARQUET("Parquet", "PAR1"),
  ARROW("Arrow", "ARROW1"),
  HDF5("HDF5", "\u0089HDF"),
  SQLITE("SQLite", "SQLite format 3"),
  NUMPY("NumPy", "\u0093NUMPY"),
  GGUF("GGUF", "GGUF"),
  PDF("PDF", "%PDF-"),
  RICH_TEXT("RTF", "{\\rtf"),
  PNG("PNG", "\u0089PNG"),
  JPEG("JPEG", "\u00FF\u00D8\u00FF"),
  PROGRAM("ELF", "\u007FELF");

  /** Bytes of a file that tell its kind: where tar's stands is the farthest. */
  static final int LOOKED_AT = 512;

  private static final byte[] TAR_MARK = "ustar".getBytes(StandardCharsets.US_ASCII);
  private static final int TAR_MARK_AT = 257;

  private final String label;
  private final String beginning; // a character a byte

  ContentKind(String label, String beginning) {
    this.label = label;
    this.beginning = beginning;
  }

  /** The format's own name. */
  String label() {
    return label;
  }

  /** The kind of what begins with these bytes; nothing if it may be text. */
  static Optional<ContentKind> of(byte[] first) {
    return Stream.of(values()).filter(kind -> kind.begins(first)).findFirst();
  }

  private boolean begins(byte[] first) {
    if (this == TAR) {
      return isAt(first, TAR_MARK_AT, TAR_MARK);
    }
    if (first.length < beginning.length()) {
      return false;
    }
    for (int i = 0; i < beginning.length(); i++) {
      if ((first[i] & 0xFF) != beginning.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isAt(byte[] bytes, int start, byte[] mark) {
    for (int i = 0; i < mark.length; i++) {
      if (start + i >= bytes.length || bytes[start + i] != mark[i]) {
        return false;
      }
    }
    return true;
  }
}
