package gemmalab.checkpoint.gguf;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of a tensor are stored: in blocks that each have so many numbers in so many
 * bytes. Names and ids are those of {@code ggml_type} in ggml's {@code ggml.h}.
 */
@SuppressWarnings("ImmutableEnumChecker") // the decoders have no state
enum BlockType {
  F32(0, 1, 4, PlainBlocks::f32),
  F16(1, 1, 2, PlainBlocks::f16),
  BF16(30, 1, 2, PlainBlocks::bf16),
  Q4_0(2, 32, 18, SmallBlocks::q40),
  Q4_1(3, 32, 20, SmallBlocks::q41),
  Q5_0(6, 32, 22, SmallBlocks::q50),
  Q5_1(7, 32, 24, SmallBlocks::q51),
  Q8_0(8, 32, 34, SmallBlocks::q80),
  Q4_K(12, 256, 144, SuperBlocks::q4k),
  Q5_K(13, 256, 176, SuperBlocks::q5k),
  Q6_K(14, 256, 210, SuperBlocks::q6k),
  IQ4_NL(20, 32, 18, SmallBlocks::iq4nl),

  // Types that are known by name, so that a file that has them can be described.
  Q8_1(9, 32, 36, null),
  Q2_K(10, 256, 84, null),
  Q3_K(11, 256, 110, null),
  Q8_K(15, 256, 292, null),
  IQ2_XXS(16, 256, 66, null),
  IQ2_XS(17, 256, 74, null),
  IQ3_XXS(18, 256, 98, null),
  IQ1_S(19, 256, 50, null),
  IQ3_S(21, 256, 110, null),
  IQ2_S(22, 256, 82, null),
  IQ4_XS(23, 256, 136, null),
  I8(24, 1, 1, null),
  I16(25, 1, 2, null),
  I32(26, 1, 4, null),
  I64(27, 1, 8, null),
  F64(28, 1, 8, null),
  IQ1_M(29, 256, 56, null),
  TQ1_0(34, 256, 54, null),
  TQ2_0(35, 256, 66, null),
  MXFP4(39, 32, 17, null);

  private final int id;
  private final int numbers;
  private final int bytes;
  private final @Nullable BlockDecoder decoder;

  BlockType(int id, int numbers, int bytes, @Nullable BlockDecoder decoder) {
    this.id = id;
    this.numbers = numbers;
    this.bytes = bytes;
    this.decoder = decoder;
  }

  static Optional<BlockType> withId(int id) {
    return Arrays.stream(values()).filter(type -> type.id == id).findFirst();
  }

  /** The names of those that are read. */
  static String allRead() {
    return Arrays.stream(values())
        .filter(type -> type.decoder != null)
        .map(BlockType::name)
        .collect(Collectors.joining(", "));
  }

  int id() {
    return id;
  }

  /** Numbers in a block. */
  int numbers() {
    return numbers;
  }

  /** Bytes of a block. */
  int bytes() {
    return bytes;
  }

  /**
   * Bytes of many numbers.
   *
   * @throws ArithmeticException if no file can be that long
   */
  long bytesOf(long count) {
    return Math.multiplyExact(count / numbers, (long) bytes);
  }

  /** Empty if the type is not read. */
  Optional<BlockDecoder> decoder() {
    return Optional.ofNullable(decoder);
  }
}
