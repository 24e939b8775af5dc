package gemmalab.checkpoint.gguf;

import java.nio.ByteBuffer;

/**
 * The "k-quants": blocks of 256 numbers in 8 or 16 groups, whose own scales are rounded too. Names
 * and formulas are those of {@code dequantize_row_*} in ggml's {@code ggml-quants.c}.
 *
 * <pre>
 * Q4_K  d (2) dmin (2) scales (12)         qs (128)     y = d * scale * q - dmin * least
 * Q5_K  d (2) dmin (2) scales (12) qh (32) qs (128)     y = d * scale * q - dmin * least
 * Q6_K  ql (128) qh (64) scales (16) d (2)              y = d * scale * (q - 32)
 * </pre>
 */
final class SuperBlocks {

  /** Numbers in a block. */
  static final int SIZE = 256;

  private static final int GROUP = 32;
  private static final int SCALES = 4;
  private static final int AFTER_SCALES = 16;

  private SuperBlocks() {}

  static void q4k(ByteBuffer bytes, int at, float[] values, int to) {
    for (int group = 0; group < SIZE / GROUP; group++) {
      float d = scale(bytes, at, group);
      float m = least(bytes, at, group);
      int qs = at + AFTER_SCALES + group / 2 * GROUP; // two groups share their bytes
      for (int l = 0; l < GROUP; l++) {
        values[to + group * GROUP + l] = d * nibble(bytes, qs + l, group) - m;
      }
    }
  }

  static void q5k(ByteBuffer bytes, int at, float[] values, int to) {
    int qh = at + AFTER_SCALES;
    for (int group = 0; group < SIZE / GROUP; group++) {
      float d = scale(bytes, at, group);
      float m = least(bytes, at, group);
      int qs = qh + GROUP + group / 2 * GROUP;
      for (int l = 0; l < GROUP; l++) {
        int q = nibble(bytes, qs + l, group) | ((bytes.get(qh + l) >> group) & 1) << 4;
        values[to + group * GROUP + l] = d * q - m;
      }
    }
  }

  static void q6k(ByteBuffer bytes, int at, float[] values, int to) {
    float d = SmallBlocks.half(bytes, at + 208);
    for (int group = 0; group < SIZE / GROUP; group++) {
      int half = group / 4; // each has 64 bytes of ql and 32 of qh
      int part = group % 4;
      int ql = at + half * 64 + part % 2 * GROUP;
      int qh = at + 128 + half * GROUP;
      for (int l = 0; l < GROUP; l++) {
        int q = nibble(bytes, ql + l, part / 2) | ((bytes.get(qh + l) >> (2 * part)) & 3) << 4;
        int scale = bytes.get(at + 192 + group * 2 + l / 16);
        values[to + group * GROUP + l] = d * scale * (q - 32);
      }
    }
  }

  /** The lower half of a byte, or for odd numbers the upper one. */
  private static int nibble(ByteBuffer bytes, int at, int number) {
    return (bytes.get(at) >> (4 * (number % 2))) & 15;
  }

  /** {@code d} by a group's scale of 6 bits, as ggml's {@code get_scale_min_k4} unpacks it. */
  private static float scale(ByteBuffer bytes, int at, int group) {
    int scales = at + SCALES;
    int scale =
        group < 4
            ? bytes.get(scales + group) & 63
            : (bytes.get(scales + group + 4) & 15)
                | ((bytes.get(scales + group - 4) >> 6) & 3) << 4;
    return SmallBlocks.half(bytes, at) * scale;
  }

  /** {@code dmin} by a group's least value of 6 bits. */
  private static float least(ByteBuffer bytes, int at, int group) {
    int scales = at + SCALES;
    int least =
        group < 4
            ? bytes.get(scales + group + 4) & 63
            : ((bytes.get(scales + group + 4) >> 4) & 15)
                | ((bytes.get(scales + group) >> 6) & 3) << 4;
    return SmallBlocks.half(bytes, at + 2) * least;
  }
}
