package gemmalab.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tensor.OnTensorThread;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorTurns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(OnTensorThread.class)
class LoadMonitorTest {

  private static final ModelFile FILE =
      ModelFile.locate(Path.of("src/test/resources/golden/formats/tied_q8_0.gguf"));

  private final List<Long> read = new ArrayList<>();
  private long total;

  @Test
  void aLoadingTellsOfEachTensorAndEndsAtTheWhole(TensorEngine engine) {
    NDManager manager = engine.newManager(ComputeDevice.CPU);
    try (Gemma3Model model = FILE.load(manager, TensorTurns.onThisThread(), this::hear)) {
      assertThat(read).isSorted().hasSize(model.namedWeights().size());
      assertThat(read.get(read.size() - 1)).isEqualTo(total);
      assertThat(total).isLessThan(numbers(model) * Float.BYTES / 2); // as they are in the file
    }
  }

  @Test
  void aCancelledLoadingReadsNoFurtherAndFreesItsMemory(TensorEngine engine) {
    NDManager manager = engine.newManager(ComputeDevice.CPU);
    LoadMonitor impatient =
        new LoadMonitor() {
          @Override
          public void on(long bytesRead, long bytesTotal) {
            hear(bytesRead, bytesTotal);
          }

          @Override
          public boolean isCancelled() {
            return read.size() == 3;
          }
        };

    assertThatThrownBy(() -> FILE.load(manager, TensorTurns.onThisThread(), impatient))
        .isInstanceOf(CancellationException.class);

    assertThat(read).hasSize(3);
    assertThat(manager.isOpen()).isFalse();
  }

  private static long numbers(Gemma3Model model) {
    return model.namedWeights().values().stream().mapToLong(w -> w.shape().size()).sum();
  }

  private void hear(long bytesRead, long bytesTotal) {
    read.add(bytesRead);
    total = bytesTotal;
  }
}
