package gemmalab.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Bfloat16Test {

  @ParameterizedTest
  @CsvSource({
    "flags\t\t: fpu sse2 avx2, false",
    "flags\t\t: fpu avx2 avx512f avx512bw avx512vl avx512dq, true",
    "flags\t\t: fpu avx2 avx512f, false",
    "Features\t: fp asimd bf16, true",
    "Features\t: fp asimd, false",
    "model name\t: bf16 avx512bw avx512vl avx512dq, false",
  })
  void processorTellsWhetherItsProductsAreFast(String line, boolean fast, @TempDir Path folder)
      throws IOException {
    Path processors = folder.resolve("cpuinfo");
    Files.writeString(processors, "processor\t: 0\n" + line.replace("\\t", "\t") + "\n");
    assertThat(Bfloat16.isFast(processors)).isEqualTo(fast);
  }

  @ParameterizedTest
  @CsvSource({"bf16, BF16", "fp32, FP32"})
  void aPrecisionThatIsNamedIsTaken(String name, Precision precision) {
    assertThat(Precision.parse(name)).isEqualTo(precision);
    assertThat(Precision.parse("auto")).isEqualTo(Precision.fastest());
  }
}
