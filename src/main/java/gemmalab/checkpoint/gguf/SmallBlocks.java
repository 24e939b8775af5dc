package gemmalab.checkpoint.gguf;

import gemmalab.checkpoint.tensors.HalfFloats;
import java.nio.ByteBuffer;

/**
 * Blocks of 32 numbers with one scale {@code d}, and some with a least value {@code m}, both
 * float16. In those of 4 and 5 bits, byte {@code j} of {@code qs} has number {@code j} in its lower
 * half and number {@code j + 16} in its upper half; a fifth bit is in the 32 bits of {@code qh}.
 * Names and formulas are those of {@code dequantize_row_*} in ggml's {@code ggml-quants.c}.
 *
 * <pre>
 * Q4_0    d (2)                  qs (16)    y = (q - 8) * d
 * Q4_1    d (2)  m (2)           qs (16)    y = q * d + m
 * Q5_0    d (2)         qh (4)   qs (16)    y = (q - 16) * d
 * Q5_1    d (2)  m (2)  qh (4)   qs (16)    y = q * d + m
 * Q8_0    d (2)                  qs (32)    y = q * d
 * IQ4_NL  d (2)                  qs (16)    y = d * kvalues_iq4nl[q]
 * </pre>
 */
final class SmallBlocks {

  /** Numbers in a block. */
  static final int SIZE = 32;

  private static final int HALF = SIZE / 2;

  /** ggml's {@code kvalues_iq4nl}: close together around 0, where most weights are. */
  private static final int[] NON_LINEAR = {
    -127, -104, -83, -65, -49, -35, -22, -10, 1, 13, 25, 38, 53, 69, 89, 113
  };

  private SmallBlocks() {}

  static void q40(ByteBuffer bytes, int at, float[] values, int to) {
    float d = half(bytes, at);
    for (int j = 0; j < HALF; j++) {
      int q = bytes.get(at + 2 + j);
      values[to + j] = ((q & 15) - 8) * d;
      values[to + j + HALF] = (((q >> 4) & 15) - 8) * d;
    }
  }

  static void q41(ByteBuffer bytes, int at, float[] values, int to) {
    float d = half(bytes, at);
    float m = half(bytes, at + 2);
    for (int j = 0; j < HALF; j++) {
      int q = bytes.get(at + 4 + j);
      values[to + j] = (q & 15) * d + m;
      values[to + j + HALF] = ((q >> 4) & 15) * d + m;
    }
  }

  static void q50(ByteBuffer bytes, int at, float[] values, int to) {
    float d = half(bytes, at);
    int qh = bytes.getInt(at + 2);
    for (int j = 0; j < HALF; j++) {
      int q = bytes.get(at + 6 + j);
      values[to + j] = (lower(q, qh, j) - 16) * d;
      values[to + j + HALF] = (upper(q, qh, j) - 16) * d;
    }
  }

  static void q51(ByteBuffer bytes, int at, float[] values, int to) {
    float d = half(bytes, at);
    float m = half(bytes, at + 2);
    int qh = bytes.getInt(at + 4);
    for (int j = 0; j < HALF; j++) {
      int q = bytes.get(at + 8 + j);
      values[to + j] = lower(q, qh, j) * d + m;
      values[to + j + HALF] = upper(q, qh, j) * d + m;
    }
  }

  static void q80(ByteBuffer bytes, int at, float[] values, int to) {
    float d = half(bytes, at);
    for (int j = 0; j < SIZE; j++) {
      values[to + j] = bytes.get(at + 2 + j) * d;
    }
  }

  static void iq4nl(ByteBuffer bytes, int at, float[] values, int to) {
    float d = half(bytes, at);
    for (int j = 0; j < HALF; j++) {
      int q = bytes.get(at + 2 + j);
      values[to + j] = d * NON_LINEAR[q & 15];
      values[to + j + HALF] = d * NON_LINEAR[q >> 4 & 15];
    }
  }

  static float half(ByteBuffer bytes, int at) {
    return HalfFloats.fromHalf(bytes.getShort(at));
  }

  private static int lower(int q, int qh, int j) {
    return (q & 15) | ((qh >>> j) & 1) << 4;
  }

  private static int upper(int q, int qh, int j) {
    return ((q >> 4) & 15) | ((qh >>> (j + HALF)) & 1) << 4;
  }
}
