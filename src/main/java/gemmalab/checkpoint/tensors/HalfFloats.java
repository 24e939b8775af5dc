package gemmalab.checkpoint.tensors;

/**
 * IEEE 754's float16, and bfloat16, which is the upper half of a float32. Java converts them itself
 * only since version 20.
 */
public final class HalfFloats {

  private static final int INFINITE_32 = 0x7f800000;
  private static final int INFINITE_16 = 0x7c00;

  /** What lies between 65,504, the largest float16, and infinity; from there on it is infinity. */
  private static final int FIRST_TOO_LARGE = 0x477ff000;

  /** The smallest float16 with all its bits, 2^-14. */
  private static final int FIRST_NORMAL = 0x38800000;

  /** Bits that a float32 has more than a float16, and how much larger its exponents are. */
  private static final int BITS_MORE = 13;

  private static final int EXPONENT_MORE = 112;

  private HalfFloats() {}

  /** The value of a float16, which every float32 has room for. */
  public static float fromHalf(short half) {
    int exponent = (half >> 10) & 31;
    int fraction = half & 0x3ff;
    int sign = (half & 0x8000) << 16;
    if (exponent == 0) {
      return (sign == 0 ? 1 : -1) * (fraction * 0x1p-24f);
    }
    int magnitude =
        exponent == 31
            ? INFINITE_32 | fraction << BITS_MORE
            : (exponent + EXPONENT_MORE) << 23 | fraction << BITS_MORE;
    return Float.intBitsToFloat(sign | magnitude);
  }

  /** The nearest float16; of two the even one. */
  public static short toHalf(float value) {
    int bits = Float.floatToRawIntBits(value);
    int magnitude = bits & 0x7fffffff;
    int sign = bits >>> 16 & 0x8000;
    if (magnitude > INFINITE_32) {
      return (short) (sign | INFINITE_16 | 0x200); // not a number
    } else if (magnitude >= FIRST_TOO_LARGE) {
      return (short) (sign | INFINITE_16);
    } else if (magnitude < FIRST_NORMAL) {
      return (short) (sign | (int) Math.rint(Float.intBitsToFloat(magnitude) * 0x1p24));
    }
    int rounded = magnitude + 0xfff + (magnitude >> BITS_MORE & 1);
    return (short) (sign | (rounded - (EXPONENT_MORE << 23)) >> BITS_MORE);
  }

  public static float fromBfloat16(short upper) {
    return Float.intBitsToFloat(upper << 16);
  }

  /** The nearest bfloat16; of two the even one. */
  public static short toBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    return Float.isNaN(value)
        ? (short) (bits >> 16 | 64) // its lower half alone may have said that it is no number
        : (short) ((bits + 0x7fff + (bits >> 16 & 1)) >> 16);
  }
}
