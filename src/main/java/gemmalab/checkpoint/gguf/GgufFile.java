package gemmalab.checkpoint.gguf;

import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A GGUF file of version 2 or 3, open for reading, with the names and values that it has. */
public final class GgufFile implements TensorFile {

  /** Bytes that are read at a time. */
  private static final int CHUNK = 1 << 20;

  private final Path path;
  private final FileChannel channel;
  private final GgufMetadata metadata;
  private final Map<String, GgufTensor> entries;
  private final Map<String, StoredTensor> tensors;

  private GgufFile(Path path, FileChannel channel, GgufHeader header) {
    this.path = path;
    this.channel = channel;
    metadata = header.metadata();
    entries = header.tensors();
    Map<String, StoredTensor> stored = new LinkedHashMap<>();
    entries.forEach((name, tensor) -> stored.put(name, tensor.stored()));
    tensors = Collections.unmodifiableMap(stored);
  }

  /**
   * Opens a file and checks its header against its size.
   *
   * @throws GemmaException if the file is missing, cut off or not in this format
   */
  public static GgufFile open(Path path) {
    if (!Files.isRegularFile(path)) {
      throw new GemmaException("error.file.missing", path);
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(path, StandardOpenOption.READ);
      return new GgufFile(path, channel, GgufHeader.read(path, channel));
    } catch (GemmaException e) {
      close(channel);
      throw e;
    } catch (IOException e) {
      close(channel);
      throw new GemmaException(e, "error.file.damaged", path, String.valueOf(e.getMessage()));
    }
  }

  @Override
  public Path path() {
    return path;
  }

  public GgufMetadata metadata() {
    return metadata;
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return tensors;
  }

  @Override
  public void read(String name, long begin, float[] target) throws IOException {
    GgufTensor tensor = entries.get(name);
    if (tensor == null) {
      throw new GemmaException("error.tensor.missing", path, name);
    }
    Objects.checkFromIndexSize(begin, target.length, tensor.numbers());
    BlockType type = tensor.type();
    BlockDecoder decoder =
        type.decoder()
            .orElseThrow(
                () ->
                    new GemmaException(
                        "error.gguf.tensorType", path, name, type.name(), BlockType.allRead()));
    long end = (begin + target.length + type.numbers() - 1) / type.numbers();
    int atOnce = CHUNK / type.bytes();
    for (long first = begin / type.numbers(); first < end; first += atOnce) {
      int blocks = (int) Math.min(atOnce, end - first);
      ByteBuffer bytes = bytes(tensor, first, blocks);
      decode(type, decoder, bytes, first * type.numbers() - begin, target);
    }
  }

  private ByteBuffer bytes(GgufTensor tensor, long first, int blocks) throws IOException {
    int width = tensor.type().bytes();
    ByteBuffer bytes = ByteBuffer.allocate(blocks * width).order(ByteOrder.LITTLE_ENDIAN);
    GgufInput.fill(channel, tensor.offset() + first * width, bytes);
    return bytes;
  }

  /**
   * Decodes some blocks; of the first and the last one the target may want a part.
   *
   * @param place of the first block's first number in the target; may be before it
   */
  private static void decode(
      BlockType type, BlockDecoder decoder, ByteBuffer bytes, long place, float[] target) {
    int size = type.numbers();
    int blocks = bytes.limit() / type.bytes();
    for (int block = 0; block < blocks; block++) {
      long to = place + (long) block * size;
      if (to >= 0 && to + size <= target.length) {
        decoder.decode(bytes, block * type.bytes(), target, (int) to);
      } else {
        float[] whole = new float[size];
        decoder.decode(bytes, block * type.bytes(), whole, 0);
        int from = (int) Math.max(0, -to);
        int until = (int) Math.min(size, target.length - to);
        System.arraycopy(whole, from, target, (int) (to + from), until - from);
      }
    }
  }

  @Override
  public void close() {
    close(channel);
  }

  private static void close(@Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
