package gemmalab.checkpoint.pickle;

import ai.djl.ndarray.types.Shape;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The pickle of a state dict: an {@code OrderedDict} of calls of {@code _rebuild_tensor_v2}, in
 * protocol 2, with only those opcodes that {@code torch.load(weights_only=True)} allows.
 */
final class StateDictPickle {

  private static final int LARGEST_BYTE = 255;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final String storageClass;

  /** Begins one whose tensors all have the same type. */
  StateDictPickle(StorageType type) {
    storageClass = type.storageClass();
    bytes.write(0x80);
    bytes.write(2);
    orderedDict();
    bytes.write('(');
  }

  /**
   * Adds a tensor whose numbers are all those of a storage, row by row.
   *
   * @param storage its key
   */
  void add(String name, Shape shape, String storage) {
    text(name);
    global("torch._utils", "_rebuild_tensor_v2");
    bytes.write('(');
    storage(storage, shape.size());
    integer(0); // where in the storage it begins
    numbers(shape.getShape());
    numbers(strides(shape));
    bytes.write(0x89); // it wants no gradient
    orderedDict(); // no hooks
    bytes.write('t');
    bytes.write('R');
  }

  byte[] end() {
    bytes.write('u');
    bytes.write('.');
    return bytes.toByteArray();
  }

  private void storage(String key, long count) {
    bytes.write('(');
    text("storage");
    global("torch", storageClass);
    text(key);
    text("cpu");
    integer(count);
    bytes.write('t');
    bytes.write('Q');
  }

  private static long[] strides(Shape shape) {
    long[] strides = new long[shape.dimension()];
    long stride = 1;
    for (int dimension = strides.length - 1; dimension >= 0; dimension--) {
      strides[dimension] = stride;
      stride *= shape.get(dimension);
    }
    return strides;
  }

  private void numbers(long[] numbers) {
    bytes.write('(');
    for (long number : numbers) {
      integer(number);
    }
    bytes.write('t');
  }

  private void orderedDict() {
    global("collections", "OrderedDict");
    bytes.write(')');
    bytes.write('R');
  }

  private void global(String module, String name) {
    bytes.write('c');
    bytes.writeBytes((module + "\n" + name + "\n").getBytes(StandardCharsets.US_ASCII));
  }

  private void text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    bytes.write('X');
    little(Integer.BYTES, utf8.length);
    bytes.writeBytes(utf8);
  }

  private void integer(long value) {
    if (value <= LARGEST_BYTE) {
      bytes.write('K');
      little(1, value);
    } else if (value <= Integer.MAX_VALUE) {
      bytes.write('J');
      little(Integer.BYTES, value);
    } else {
      bytes.write(0x8a); // a number of as many bytes as are said
      bytes.write(Long.BYTES);
      little(Long.BYTES, value);
    }
  }

  private void little(int count, long value) {
    byte[] all =
        ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
    bytes.write(all, 0, count);
  }
}
