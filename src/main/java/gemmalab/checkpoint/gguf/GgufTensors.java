package gemmalab.checkpoint.gguf;

import ai.djl.ndarray.types.Shape;
import gemmalab.text.GemmaException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The table of tensors in a GGUF file: name, dimensions, type, and place among the tensors, which
 * begin at the first multiple of the alignment after the table.
 */
final class GgufTensors {

  /** ggml's own bounds are 64 bytes and 4 dimensions. */
  private static final int MOST_NAME_BYTES = 256;

  private static final int MOST_DIMENSIONS = 4;

  private final Path path;
  private final GgufInput input;
  private final int alignment;

  GgufTensors(Path path, GgufInput input, int alignment) {
    this.path = path;
    this.input = input;
    this.alignment = alignment;
  }

  /** Reads the table; the file must have all that it speaks of, and nothing twice. */
  Map<String, GgufTensor> read(int count, long fileBytes) throws IOException {
    Map<String, GgufTensor> table = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = input.text(MOST_NAME_BYTES);
      if (table.put(name, tensor(name)) != null) {
        throw new IOException("the tensor " + name + " comes twice");
      }
    }
    long begin = (input.position() + alignment - 1) / alignment * alignment;
    Map<String, GgufTensor> tensors = new LinkedHashMap<>();
    for (Map.Entry<String, GgufTensor> entry : table.entrySet()) {
      tensors.put(entry.getKey(), placed(entry.getKey(), entry.getValue(), begin, fileBytes));
    }
    requireApart(tensors);
    return tensors;
  }

  /** One row of the table; its offset counts from the first tensor. */
  private GgufTensor tensor(String name) throws IOException {
    int rank = input.int32();
    if (rank < 0 || rank > MOST_DIMENSIONS) {
      throw new IOException("the tensor " + name + " has " + rank + " dimensions");
    }
    long[] dimensions = new long[rank];
    long numbers = 1;
    for (int inner = rank - 1; inner >= 0; inner--) { // ggml's first dimension is the innermost
      dimensions[inner] = input.count();
      numbers = product(name, numbers, dimensions[inner]);
    }
    int id = input.int32();
    BlockType type =
        BlockType.withId(id)
            .orElseThrow(
                () ->
                    new GemmaException(
                        "error.gguf.tensorType", path, name, id, BlockType.allRead()));
    long row = rank == 0 ? 1 : dimensions[rank - 1];
    if (row % type.numbers() != 0) {
      throw new IOException("the rows of " + name + " are no whole blocks of type " + type);
    }
    product(name, numbers / type.numbers(), type.bytes());
    return new GgufTensor(type, new Shape(dimensions), numbers, input.count());
  }

  private static long product(String name, long left, long right) throws IOException {
    if (Math.multiplyHigh(left, right) != 0 || left * right < 0) {
      throw new IOException("the tensor " + name + " is larger than any file");
    }
    return left * right;
  }

  private GgufTensor placed(String name, GgufTensor tensor, long begin, long fileBytes)
      throws IOException {
    if (tensor.offset() % alignment != 0) {
      throw new IOException("the tensor " + name + " begins at " + tensor.offset());
    }
    if (tensor.offset() > fileBytes - begin
        || tensor.bytes() > fileBytes - begin - tensor.offset()) {
      throw new EOFException("it ends before tensor " + name);
    }
    return new GgufTensor(tensor.type(), tensor.shape(), tensor.numbers(), begin + tensor.offset());
  }

  private static void requireApart(Map<String, GgufTensor> tensors) throws IOException {
    List<Map.Entry<String, GgufTensor>> byPlace =
        tensors.entrySet().stream()
            .filter(entry -> entry.getValue().bytes() > 0)
            .sorted(Comparator.comparingLong(entry -> entry.getValue().offset()))
            .toList();
    for (int i = 1; i < byPlace.size(); i++) {
      Map.Entry<String, GgufTensor> before = byPlace.get(i - 1);
      Map.Entry<String, GgufTensor> after = byPlace.get(i);
      if (after.getValue().offset() < before.getValue().end()) {
        throw new IOException(
            "the tensors " + before.getKey() + " and " + after.getKey() + " overlap");
      }
    }
  }
}
