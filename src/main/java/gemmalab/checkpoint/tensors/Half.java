package gemmalab.checkpoint.tensors;

/** Sixteen-bit numbers as float32. Java's own conversion came after version 17. */
public final class Half {

  private static final int EXPONENT_BITS = 0x1f;
  private static final int FRACTION_BITS = 10;

  private Half() {}

  /** IEEE 754 binary16: 1 sign, 5 exponent and 10 fraction bits. */
  public static float float16(short bits) {
    int sign = (bits & 0x8000) << Short.SIZE;
    int exponent = bits >>> FRACTION_BITS & EXPONENT_BITS;
    int fraction = bits & (1 << FRACTION_BITS) - 1;
    if (exponent == 0) { // subnormal: fraction · 2^-24
      float magnitude = fraction * 0x1p-24f;
      return Float.intBitsToFloat(sign | Float.floatToRawIntBits(magnitude));
    }
    int wide = exponent == EXPONENT_BITS ? 0xff : exponent - 15 + 127;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /** The upper half of a float32. */
  public static float bfloat16(short bits) {
    return Float.intBitsToFloat(bits << Short.SIZE);
  }
}
