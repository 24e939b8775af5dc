package gemmalab.checkpoint.tensors;

import gemmalab.text.GemmaException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;

/** What single numbers are written as: rounded to the nearest, of two to the even one. */
public enum NumberType {
  FLOAT32("F32", Float.BYTES),
  BFLOAT16("BF16", Short.BYTES),
  FLOAT16("F16", Short.BYTES);

  private final String safetensorsName;
  private final int bytes;

  NumberType(String safetensorsName, int bytes) {
    this.safetensorsName = safetensorsName;
    this.bytes = bytes;
  }

  /** As torch and {@code config.json} call it: {@code bfloat16}. */
  public String dtype() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** As safetensors calls it: {@code BF16}. */
  public String safetensorsName() {
    return safetensorsName;
  }

  /** Bytes of a number. */
  public int bytes() {
    return bytes;
  }

  /**
   * The bytes of numbers, little-endian.
   *
   * @param tensor that the numbers are of
   * @throws GemmaException naming the tensor if a number is larger than the type has
   */
  public ByteBuffer encode(String tensor, float[] numbers) {
    ByteBuffer encoded = ByteBuffer.allocate(numbers.length * bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : numbers) {
      put(tensor, number, encoded);
    }
    return encoded.flip();
  }

  private void put(String tensor, float number, ByteBuffer encoded) {
    if (this == FLOAT32) {
      encoded.putFloat(number);
      return;
    }
    short rounded = this == FLOAT16 ? HalfFloats.toHalf(number) : HalfFloats.toBfloat16(number);
    float back = this == FLOAT16 ? HalfFloats.fromHalf(rounded) : HalfFloats.fromBfloat16(rounded);
    if (Float.isInfinite(back) && !Float.isInfinite(number)) {
      throw new GemmaException("error.export.range", tensor, number, dtype());
    }
    encoded.putShort(rounded);
  }
}
