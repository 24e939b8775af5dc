package gemmalab.checkpoint.gguf;

import gemmalab.files.DurableFile;
import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/**
 * Writes a model as a GGUF file that llama.cpp runs, with three megabytes of its tensors in memory
 * at a time.
 */
public final class GgufWriter {

  /** Numbers that are read at a time: whole blocks of every type. */
  private static final int CHUNK = 1 << 18;

  private final FileChannel channel;
  private final Source source;
  private long written;

  /** Where the numbers come from; {@code TensorFile::read} is one. */
  @FunctionalInterface
  public interface Source {

    /**
     * Reads some numbers of a tensor.
     *
     * @param name Hugging Face's
     * @param begin index of the first number in the flattened tensor
     * @param target receives as many numbers as it has room for
     */
    void read(String name, long begin, float[] target) throws IOException;
  }

  private GgufWriter(FileChannel channel, Source source) {
    this.channel = channel;
    this.source = source;
  }

  /**
   * Writes or replaces a file; until it is whole, nobody sees it.
   *
   * @param source has all tensors that the configuration asks for, in their shapes
   * @param type of the matrices; one whose rows are no whole blocks stays float32
   * @throws gemmalab.text.GemmaException if llama.cpp cannot compute such a model
   */
  public static void write(
      Path path, GemmaConfig config, Source source, GgufType type, GgufTokenizer tokenizer)
      throws IOException {
    GgufEntries entries = new GgufEntries();
    new GgufConfigEntries(config, type).write(entries);
    GgufTokenizerKeys.write(tokenizer.padded(config.vocabSize()), entries);
    List<PlannedTensor> tensors = PlannedTensor.all(config, type);
    List<GgufEntries> header = List.of(beginning(entries, tensors), entries, table(tensors));
    DurableFile.write(path, channel -> new GgufWriter(channel, source).write(header, tensors));
  }

  private static GgufEntries beginning(GgufEntries metadata, List<PlannedTensor> tensors) {
    GgufEntries beginning = new GgufEntries();
    beginning.putInt(GgufHeader.MAGIC);
    beginning.putInt(GgufHeader.VERSION);
    beginning.putLong(tensors.size());
    beginning.putLong(metadata.count());
    return beginning;
  }

  /** Where each tensor is. */
  private static GgufEntries table(List<PlannedTensor> tensors) {
    GgufEntries header = new GgufEntries();
    for (PlannedTensor tensor : tensors) {
      header.putText(tensor.place().ggufName());
      header.putInt(tensor.shape().dimension());
      for (int outer = tensor.shape().dimension() - 1; outer >= 0; outer--) {
        header.putLong(tensor.shape().get(outer)); // ggml's first dimension is the innermost
      }
      header.putInt(tensor.type().blocks().id());
      header.putLong(tensor.offset());
    }
    return header;
  }

  private void write(List<GgufEntries> header, List<PlannedTensor> tensors) throws IOException {
    for (GgufEntries part : header) { // not joined: a tokenizer may be of many megabytes
      put(part.bytes());
    }
    for (PlannedTensor tensor : tensors) {
      align();
      for (long begin = 0; begin < tensor.numbers(); begin += CHUNK) {
        float[] values = new float[(int) Math.min(CHUNK, tensor.numbers() - begin)];
        source.read(tensor.place().huggingFaceName(), begin, values);
        put(encoded(tensor, values));
      }
    }
    align();
  }

  private static ByteBuffer encoded(PlannedTensor tensor, float[] values) {
    BlockType blocks = tensor.type().blocks();
    requireRange(tensor, values);
    ByteBuffer bytes =
        ByteBuffer.allocate((int) blocks.bytesOf(values.length)).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < values.length; i += blocks.numbers()) {
      if (tensor.place().part().isNorm()) {
        values[i] += 1;
      }
      tensor.type().encode(values, i, bytes);
    }
    return bytes.flip();
  }

  private static void requireRange(PlannedTensor tensor, float[] values) {
    float largest = tensor.type().largest();
    for (float value : values) {
      if (Math.abs(value) > largest && !Float.isInfinite(value)) {
        throw new GemmaException(
            "error.export.range", tensor.place().huggingFaceName(), value, tensor.type().label());
      }
    }
  }

  private void align() throws IOException {
    put(ByteBuffer.allocate((int) (PlannedTensor.aligned(written) - written)));
  }

  private void put(ByteBuffer bytes) throws IOException {
    written += bytes.remaining();
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
