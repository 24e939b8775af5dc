package gemmalab.checkpoint;

import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file that is watched while it is read: each chunk of a tensor is counted, and none is read any
 * more once the loading is cancelled.
 */
final class WatchedTensorFile implements TensorFile {

  private final TensorFile file;
  private final LoadMonitor monitor;
  private final long bytesTotal;
  private double bytesRead;

  /**
   * Watches a file.
   *
   * @param bytesTotal of the tensors that will be read
   */
  WatchedTensorFile(TensorFile file, LoadMonitor monitor, long bytesTotal) {
    this.file = file;
    this.monitor = monitor;
    this.bytesTotal = bytesTotal;
  }

  @Override
  public Path path() {
    return file.path();
  }

  @Override
  public Map<String, StoredTensor> tensors() {
    return file.tensors();
  }

  @Override
  public void read(String name, long begin, float[] target) throws IOException {
    monitor.throwIfCancelled();
    file.read(name, begin, target);
    StoredTensor tensor = tensors().get(name);
    if (tensor != null) {
      bytesRead += (double) tensor.bytes() * target.length / tensor.shape().size();
      monitor.on(Math.min(bytesTotal, Math.round(bytesRead)), bytesTotal);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
