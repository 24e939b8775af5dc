package gemmalab.data.source;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kinds of files that hold no plain text, told by the bytes that they begin with (the "magic
 * numbers" of each format's specification), whatever their names say.
 */
enum ContentKind {
  GZIP("gzip", 0x1F, 0x8B),
  ZIP("ZIP", 'P', 'K', 3, 4),
  EMPTY_ZIP("ZIP", 'P', 'K', 5, 6),
  SEVEN_ZIP("7z", '7', 'z', 0xBC, 0xAF),
  XZ("xz", 0xFD, '7', 'z', 'X', 'Z', 0),
  BZIP2("bzip2", 'B', 'Z', 'h'),
  ZSTANDARD("Zstandard", 0x28, 0xB5, 0x2F, 0xFD),
  RAR("RAR", 'R', 'a', 'r', '!'),
  TAR("tar"),
  PARQUET("Parquet", 'P', 'A', 'R', '1'),
  ARROW("Arrow", 'A', 'R', 'R', 'O', 'W', '1'),
  HDF5("HDF5", 0x89, 'H', 'D', 'F'),
  SQLITE("SQLite", 'S', 'Q', 'L', 'i', 't', 'e', ' '),
  NUMPY("NumPy", 0x93, 'N', 'U', 'M', 'P', 'Y'),
  GGUF("GGUF", 'G', 'G', 'U', 'F'),
  PDF("PDF", '%', 'P', 'D', 'F', '-'),
  RICH_TEXT("RTF", '{', '\\', 'r', 't', 'f'),
  PNG("PNG", 0x89, 'P', 'N', 'G'),
  JPEG("JPEG", 0xFF, 0xD8, 0xFF),
  PROGRAM("ELF", 0x7F, 'E', 'L', 'F');

  /** Bytes of a file that tell its kind: where tar's stands is the farthest. */
  static final int LOOKED_AT = 512;

  private static final byte[] TAR_MARK = "ustar".getBytes(StandardCharsets.US_ASCII);
  private static final int TAR_MARK_AT = 257;

  private final String label;
  private final int[] beginning;

  ContentKind(String label, int... beginning) {
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
    if (first.length < beginning.length) {
      return false;
    }
    for (int i = 0; i < beginning.length; i++) {
      if ((first[i] & 0xFF) != beginning[i]) {
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
