package gemmalab.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.LongBuffer;
import java.util.Collection;

/**
 * Memory for one slice of work: a training step, a token, an inspection. Every tensor made in it is
 * freed when it closes, and tensors borrowed into it go home.
 *
 * <p>A result joins the scope of its first operand, so chains start from the activation, never from
 * a weight.
 */
public final class Scope implements AutoCloseable {

  private final NDManager manager;

  private Scope(NDManager manager) {
    this.manager = manager;
  }

  public static Scope within(NDManager parent) {
    return new Scope(parent.newSubManager());
  }

  public NDManager manager() {
    return manager;
  }

  /** Token ids as a tensor [rows.length, rows[0].length] of int64. */
  public NDArray ids(int[][] rows) {
    int columns = rows[0].length;
    LongBuffer values = LongBuffer.allocate(rows.length * columns);
    for (int[] row : rows) {
      for (int id : row) {
        values.put(id);
      }
    }
    return manager.create(values.flip(), new Shape(rows.length, columns), DataType.INT64);
  }

  /** Token ids as one row [1, ids.length] of int64. */
  public NDArray ids(int[] row) {
    return ids(new int[][] {row});
  }

  /** Borrows tensors until the scope closes, so that what is derived from them stays here. */
  public void borrow(Collection<NDArray> arrays) {
    arrays.forEach(array -> array.tempAttach(manager));
  }

  @Override
  public void close() {
    manager.close();
  }
}
