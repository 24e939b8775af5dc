package gemmalab.checkpoint.pickle;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.tensors.StoredTensor;
import java.io.IOException;
import java.util.List;

/**
 * A tensor as torch stores it: some numbers of a storage, in an order of its own.
 *
 * @param offset index of the first number in the storage
 * @param strides steps in the storage from one number to the next, for each dimension
 */
record TensorView(Storage storage, Shape shape, long offset, long[] strides) {

  /** Torch itself allows no more. */
  private static final int MOST_DIMENSIONS = 64;

  /** Of {@code (storage, offset, shape, strides, ...)}; what follows is of training. */
  static TensorView rebuild(List<Object> arguments) throws IOException {
    if (arguments.size() < 4) {
      throw new IOException("its pickle makes a tensor without a storage, shape or strides");
    }
    return rebuild(PickleValue.required(Storage.class, arguments.get(0), "a storage"), arguments);
  }

  /** The same with a type after two more arguments, that of the storage being bytes. */
  static TensorView rebuildAs(List<Object> arguments) throws IOException {
    if (arguments.size() < 7) {
      throw new IOException("its pickle makes a tensor without a type");
    }
    Storage bytes = PickleValue.required(Storage.class, arguments.get(0), "a storage");
    return rebuild(
        bytes.as(PickleValue.required(StorageType.class, arguments.get(6), "a type")), arguments);
  }

  private static TensorView rebuild(Storage storage, List<Object> arguments) throws IOException {
    long[] sizes = counts(arguments.get(2));
    long[] strides = counts(arguments.get(3));
    if (sizes.length != strides.length) {
      throw new IOException("a tensor has not as many strides as dimensions");
    }
    long numbers = 1;
    for (long size : sizes) {
      numbers = Math.multiplyExact(numbers, size);
    }
    Math.multiplyExact(numbers, (long) storage.type().bytes());
    long offset = PickleValue.count(arguments.get(1));
    TensorView view = new TensorView(storage, new Shape(sizes), offset, strides);
    view.requireInStorage(numbers);
    return view;
  }

  private static long[] counts(Object value) throws IOException {
    List<Object> list = PickleValue.items(value).list();
    if (list.size() > MOST_DIMENSIONS) {
      throw new IOException("a tensor of " + list.size() + " dimensions");
    }
    long[] counts = new long[list.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = PickleValue.count(list.get(i));
    }
    return counts;
  }

  /**
   * The last number must be in the storage. There may be no more numbers than that has, or a few
   * bytes could ask for any amount of memory; masks may repeat theirs, since they are not read.
   */
  private void requireInStorage(long numbers) throws IOException {
    long last = offset;
    for (int i = 0; numbers > 0 && i < strides.length; i++) {
      last = Math.addExact(last, Math.multiplyExact(shape.get(i) - 1, strides[i]));
    }
    boolean repeats = storage.type().isOfWeights() && numbers > storage.count();
    if (repeats || (numbers > 0 && last >= storage.count())) {
      throw new IOException(
          "a tensor of shape " + shape + " reaches beyond storage " + storage.key());
    }
  }

  /** Whether its numbers lie in the storage one after another. */
  boolean isContiguous() {
    long step = 1;
    for (int i = strides.length - 1; i >= 0; i--) {
      if (shape.get(i) != 1 && strides[i] != step) {
        return false;
      }
      step *= shape.get(i);
    }
    return true;
  }

  /** Where the number with some row-major index lies, among the numbers of the storage's key. */
  long place(long index) {
    long place = storage.begin() + offset;
    long left = index;
    for (int i = strides.length - 1; i >= 0; i--) {
      place += left % shape.get(i) * strides[i];
      left /= shape.get(i);
    }
    return place;
  }

  StoredTensor stored() {
    return new StoredTensor(storage.type().dtype(), shape, shape.size() * storage.type().bytes());
  }
}
