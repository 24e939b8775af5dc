package gemmalab.app;

import gemmalab.model.GemmaConfig;
import gemmalab.tensor.ProcessMemory;
import java.util.OptionalLong;

/**
 * The memory that a model needs, beside what is free.
 *
 * @param neededBytes of its weights in float32
 * @param freeBytes what the machine can still give; empty where the system does not tell
 */
public record MemoryNeed(long neededBytes, OptionalLong freeBytes) {

  /** Of a model of this configuration, now. */
  public static MemoryNeed of(GemmaConfig config) {
    return new MemoryNeed(
        ArchitectureService.parts(config).parameters() * Float.BYTES,
        ProcessMemory.availableBytes());
  }

  /** Whether it is not known to be too much. */
  public boolean fits() {
    return freeBytes.isEmpty() || neededBytes <= freeBytes.getAsLong();
  }
}
