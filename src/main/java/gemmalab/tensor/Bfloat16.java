package gemmalab.tensor;

import ai.djl.util.cuda.CudaUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Whether products in bfloat16 are worth their rounding here. PyTorch's fast ones need a GPU or a
 * processor with AVX-512, or an ARM one with the type itself; elsewhere it computes them number by
 * number, 7 times as slow as in float32 (measured on an EPYC that has AVX2 only).
 */
final class Bfloat16 {

  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  /** What oneDNN's products in bfloat16 ask for. */
  private static final Set<String> X86_NEEDS = Set.of("avx512bw", "avx512vl", "avx512dq");

  private static final String ARM_NEEDS = "bf16";
  private static final boolean FAST = CudaUtils.hasCuda() || isFast(PROCESSORS);

  private Bfloat16() {}

  static boolean isFast() {
    return FAST;
  }

  /** Whether a processor has what it takes; one that does not tell has not. */
  static boolean isFast(Path processors) {
    try {
      return Files.exists(processors)
          && Files.readAllLines(processors).stream()
              .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
              .map(line -> Arrays.asList(line.split("\\s+", -1)))
              .anyMatch(Bfloat16::suffice);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean suffice(List<String> flags) {
    return flags.containsAll(X86_NEEDS) || flags.contains(ARM_NEEDS);
  }
}
