package gemmalab.checkpoint.export;

import gemmalab.checkpoint.gguf.GgufType;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.text.Choice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the numbers are written as. */
public enum ExportType implements Choice {
  FLOAT32(NumberType.FLOAT32, GgufType.F32),
  BFLOAT16(NumberType.BFLOAT16, GgufType.BF16),
  FLOAT16(NumberType.FLOAT16, GgufType.F16),
  /** Blocks of 32 numbers of 8 bits with one scale. */
  Q8_0(null, GgufType.Q8_0);

  private final @Nullable NumberType numbers;
  private final GgufType gguf;

  ExportType(@Nullable NumberType numbers, GgufType gguf) {
    this.numbers = numbers;
    this.gguf = gguf;
  }

  /** Whether a format has it: blocks are GGUF's alone. */
  public boolean isIn(ExportFormat format) {
    return numbers != null || format == ExportFormat.GGUF;
  }

  /** The type of single numbers; empty for blocks. */
  Optional<NumberType> numbers() {
    return Optional.ofNullable(numbers);
  }

  GgufType gguf() {
    return gguf;
  }
}
