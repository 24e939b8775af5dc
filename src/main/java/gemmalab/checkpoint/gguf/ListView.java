package gemmalab.checkpoint.gguf;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.IntFunction;

/**
 * A list whose elements are made when someone asks for them: a vocabulary of short tokens would
 * take six times the memory that it takes in the file.
 */
final class ListView<T> extends AbstractList<T> implements RandomAccess {

  private final int size;
  private final IntFunction<T> elements;

  ListView(int size, IntFunction<T> elements) {
    this.size = size;
    this.elements = elements;
  }

  @Override
  public T get(int index) {
    return elements.apply(Objects.checkIndex(index, size));
  }

  @Override
  public int size() {
    return size;
  }
}
