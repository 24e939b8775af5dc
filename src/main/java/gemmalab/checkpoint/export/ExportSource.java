package gemmalab.checkpoint.export;

import gemmalab.checkpoint.names.KeyFamily;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.IOException;

/** Gives the numbers of a model on disk, some at a time, and tells how far it is. */
final class ExportSource {

  /** Numbers that are read at a time. */
  private static final int CHUNK = 1 << 18;

  private final TensorFile file;
  private final KeyFamily family;
  private final ExportMonitor monitor;
  private final long total;
  private final long began = System.nanoTime();
  private long done;

  /**
   * Begins.
   *
   * @param total numbers that will be asked for
   */
  ExportSource(TensorFile file, KeyFamily family, long total, ExportMonitor monitor) {
    this.file = file;
    this.family = family;
    this.total = total;
    this.monitor = monitor;
  }

  /** Takes some numbers of a tensor. */
  interface Use {
    void accept(float[] numbers) throws IOException;
  }

  /**
   * Hands over the first numbers of a tensor in chunks.
   *
   * @param name in the app
   */
  void forEachChunk(String name, long count, Use use) throws IOException {
    for (long begin = 0; begin < count; begin += CHUNK) {
      float[] numbers = new float[(int) Math.min(CHUNK, count - begin)];
      read(name, begin, numbers);
      use.accept(numbers);
    }
  }

  /**
   * Reads some numbers of a tensor.
   *
   * @param name in the app
   * @throws java.util.concurrent.CancellationException if it shall end
   */
  void read(String name, long begin, float[] target) {
    monitor.throwIfCancelled();
    try {
      file.read(family.of(name), begin, target);
    } catch (IOException e) { // not to be taken for a fault of what is written
      throw new GemmaException(e, "error.file.unreadable", file.path(), FileFaults.reason(e));
    }
    done += target.length;
    monitor.progress().accept(new ExportProgress(done, total, seconds()));
  }

  double seconds() {
    return (System.nanoTime() - began) / 1e9;
  }

  /** The bytes of a tensor in a type. */
  void encode(
      String name,
      String writtenName,
      long count,
      NumberType type,
      gemmalab.checkpoint.tensors.EncodedTensors.Use use)
      throws IOException {
    forEachChunk(name, count, numbers -> use.accept(type.encode(writtenName, numbers)));
  }
}
