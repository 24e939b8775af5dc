package gemmalab.tensor;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.util.cuda.CudaUtils;
import gemmalab.text.Choice;
import gemmalab.text.GemmaException;
import java.lang.management.MemoryUsage;

/** Where tensors live and are computed. */
public enum ComputeDevice implements Choice {
  /** CUDA where there is a GPU, otherwise the CPU. */
  AUTO,
  CPU,
  CUDA;

  /**
   * Reads a device's name.
   *
   * @throws GemmaException if it is none of auto, cpu and cuda
   */
  public static ComputeDevice parse(String name) {
    return Choice.named(name, values(), "error.device.unknown");
  }

  /** Where a manager's tensors are: CPU or CUDA. */
  public static ComputeDevice of(NDManager manager) {
    return manager.getDevice().isGpu() ? CUDA : CPU;
  }

  /** Memory that is free on the device now; {@link Long#MAX_VALUE} if the system does not tell. */
  public long freeBytes() {
    Device found = resolve();
    if (found.isGpu()) {
      MemoryUsage memory = CudaUtils.getGpuMemory(found);
      return memory.getMax() - memory.getCommitted();
    }
    return ProcessMemory.availableBytes().orElse(Long.MAX_VALUE);
  }

  /**
   * Finds the machine's device.
   *
   * @throws GemmaException if CUDA is asked for and there is none
   */
  Device resolve() {
    boolean hasGpu = this != CPU && CudaUtils.hasCuda();
    if (this == CUDA && !hasGpu) {
      throw new GemmaException("error.device.noCuda");
    }
    return hasGpu ? Device.gpu() : Device.cpu();
  }
}
