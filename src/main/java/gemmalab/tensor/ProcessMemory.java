package gemmalab.tensor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;

/** How much memory this process holds, native memory included, where the system tells (Linux). */
public final class ProcessMemory {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final double KB_PER_MB = 1024;

  private ProcessMemory() {}

  /** The most it has held so far. */
  public static OptionalDouble peakResidentMb() {
    return line("VmHWM:");
  }

  /** What it holds now. */
  public static OptionalDouble residentMb() {
    return line("VmRSS:");
  }

  private static OptionalDouble line(String name) {
    try (var lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / KB_PER_MB)
          .findFirst();
    } catch (IOException e) {
      return OptionalDouble.empty();
    }
  }
}
