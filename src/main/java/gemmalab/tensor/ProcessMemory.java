package gemmalab.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** How much memory this process holds, native memory included, where the system tells (Linux). */
public final class ProcessMemory {

  private static final Path PROCESS = Path.of("/proc/self/status");
  private static final Path MACHINE = Path.of("/proc/meminfo");
  private static final Path CONTAINER_LIMIT = Path.of("/sys/fs/cgroup/memory.max");
  private static final Path CONTAINER_USE = Path.of("/sys/fs/cgroup/memory.current");
  private static final double KB_PER_MB = 1024;

  private ProcessMemory() {}

  /** The most it has held so far. */
  public static OptionalDouble peakResidentMb() {
    return line(PROCESS, "VmHWM:");
  }

  /** What it holds now. */
  public static OptionalDouble residentMb() {
    return line(PROCESS, "VmRSS:");
  }

  /** What the machine, or the container that this runs in, can still give. */
  public static OptionalLong availableBytes() {
    OptionalDouble machine = line(MACHINE, "MemAvailable:");
    if (machine.isEmpty()) {
      return OptionalLong.empty();
    }
    double bytes = machine.getAsDouble() * KB_PER_MB * KB_PER_MB;
    OptionalLong limit = number(CONTAINER_LIMIT);
    OptionalLong used = number(CONTAINER_USE);
    double left =
        limit.isPresent() && used.isPresent()
            ? limit.getAsLong() - used.getAsLong()
            : Double.POSITIVE_INFINITY;
    return OptionalLong.of((long) Math.min(bytes, left));
  }

  private static OptionalLong number(Path file) {
    try {
      return OptionalLong.of(Long.parseLong(Files.readString(file).strip()));
    } catch (IOException | NumberFormatException e) { // no container, or one without a limit
      return OptionalLong.empty();
    }
  }

  private static OptionalDouble line(Path file, String name) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KB_PER_MB)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
