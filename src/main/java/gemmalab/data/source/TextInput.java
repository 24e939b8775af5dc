package gemmalab.data.source;

import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * The characters of a text, UTF-8 or UTF-16, without a byte order mark, line ends as {@code \n}.
 * Bytes that are no UTF-8 become replacement signs. A file that cannot be read, or is no text, is a
 * {@link GemmaException} that names it.
 */
final class TextInput extends Reader {

  private static final int BUFFER = 1 << 16;
  private static final char BYTE_ORDER_MARK = '\uFEFF';
  private static final int END = -1;

  private final String name;
  private final CountingStream bytes;
  private final Reader characters;
  private final char[] buffer = new char[BUFFER];
  private int position;
  private int limit;

  private TextInput(String name, CountingStream bytes, InputStream plain) throws IOException {
    this.name = name;
    this.bytes = bytes;
    this.characters = new InputStreamReader(plain, TextEncoding.of(name, first(plain)));
  }

  /** Opens a file; what is packed by gzip is unpacked, whatever its name. */
  static TextInput open(Path file) {
    try {
      CountingStream bytes = new CountingStream(Files.newInputStream(file));
      try {
        return new TextInput(file.toString(), bytes, unpacked(bytes)).withoutByteOrderMark();
      } catch (IOException | GemmaException e) {
        bytes.close();
        throw e;
      }
    } catch (IOException e) {
      throw fault(file.toString(), e);
    }
  }

  /** Reads a stream that is not packed. */
  static TextInput of(String name, InputStream stream) {
    try {
      CountingStream bytes = new CountingStream(stream);
      return new TextInput(name, bytes, new BufferedInputStream(bytes, BUFFER))
          .withoutByteOrderMark();
    } catch (IOException e) {
      throw fault(name, e);
    }
  }

  private static InputStream unpacked(InputStream bytes) throws IOException {
    InputStream buffered = new BufferedInputStream(bytes, BUFFER);
    return ContentKind.of(first(buffered)).filter(ContentKind.GZIP::equals).isPresent()
        ? new BufferedInputStream(new GZIPInputStream(buffered, BUFFER), BUFFER)
        : buffered;
  }

  /** The first bytes of a stream, which stay to be read. */
  private static byte[] first(InputStream stream) throws IOException {
    stream.mark(ContentKind.LOOKED_AT);
    byte[] first = stream.readNBytes(ContentKind.LOOKED_AT);
    stream.reset();
    return first;
  }

  private TextInput withoutByteOrderMark() {
    if (peek() == BYTE_ORDER_MARK) {
      position++;
    }
    return this;
  }

  /** The first character that is no white space, which stays to be read; -1 if there is none. */
  int firstVisible() {
    int next = peek();
    while (next != END && Character.isWhitespace(next)) {
      position++;
      next = peek();
    }
    return next;
  }

  /** The line at hand as far as it is known without reading on; it stays to be read. */
  String lineAhead() {
    peek();
    int end = position;
    while (end < limit && buffer[end] != '\n') {
      end++;
    }
    return new String(buffer, position, end - position);
  }

  long bytesRead() {
    return bytes.count;
  }

  @Override
  public int read() {
    int next = peek();
    if (next == END) {
      return END;
    }
    position++;
    return next == '\r' && peek() == '\n' ? read() : next;
  }

  @Override
  public int read(char[] into, int offset, int length) {
    int count = 0;
    for (int next; count < length && (next = read()) != END; count++) {
      into[offset + count] = (char) next;
    }
    return count == 0 && length > 0 ? END : count;
  }

  private int peek() {
    if (position == limit) {
      try {
        position = 0;
        limit = Math.max(0, characters.read(buffer));
      } catch (IOException e) {
        limit = 0;
        throw fault(name, e);
      }
    }
    return limit == 0 ? END : buffer[position];
  }

  private static GemmaException fault(String name, IOException e) {
    boolean damaged = e instanceof ZipException || e instanceof EOFException;
    return new GemmaException(
        e, damaged ? "error.file.damaged" : "error.file.unreadable", name, FileFaults.reason(e));
  }

  @Override
  public void close() {
    try {
      characters.close();
    } catch (IOException e) {
      throw fault(name, e);
    }
  }

  private static final class CountingStream extends FilterInputStream {
    private long count;

    CountingStream(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count += one < 0 ? 0 : 1;
      return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      int read = super.read(into, offset, length);
      count += Math.max(0, read);
      return read;
    }
  }
}
