package gemmalab.checkpoint.gguf;

import gemmalab.checkpoint.tensors.HalfFloats;
import java.nio.ByteBuffer;

/** Types whose blocks are single numbers. */
final class PlainBlocks {

  private PlainBlocks() {}

  static void f32(ByteBuffer bytes, int at, float[] values, int to) {
    values[to] = bytes.getFloat(at);
  }

  static void f16(ByteBuffer bytes, int at, float[] values, int to) {
    values[to] = HalfFloats.fromHalf(bytes.getShort(at));
  }

  static void bf16(ByteBuffer bytes, int at, float[] values, int to) {
    values[to] = HalfFloats.fromBfloat16(bytes.getShort(at));
  }
}
