package gemmalab.checkpoint.pickle;

import gemmalab.checkpoint.tensors.HalfFloats;
import java.nio.ByteBuffer;
import java.util.Locale;

/** Types of numbers by torch's names, with the classes of storages that hold them. */
enum StorageType {
  FLOAT32("FloatStorage", Float.BYTES),
  FLOAT64("DoubleStorage", Double.BYTES),
  FLOAT16("HalfStorage", Short.BYTES),
  BFLOAT16("BFloat16Storage", Short.BYTES),
  INT64("LongStorage", Long.BYTES),
  INT32("IntStorage", Integer.BYTES),
  INT16("ShortStorage", Short.BYTES),
  INT8("CharStorage", Byte.BYTES),
  UINT8("ByteStorage", Byte.BYTES),
  BOOL("BoolStorage", Byte.BYTES);

  private final String storageClass;
  private final int bytes;

  StorageType(String storageClass, int bytes) {
    this.storageClass = storageClass;
    this.bytes = bytes;
  }

  String storageClass() {
    return storageClass;
  }

  /** Bytes of a number. */
  int bytes() {
    return bytes;
  }

  /** As torch calls it: {@code bfloat16}. */
  String dtype() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether its numbers can be a model's weights; tensors of others are only listed. */
  boolean isOfWeights() {
    return switch (this) {
      case FLOAT32, FLOAT64, FLOAT16, BFLOAT16 -> true;
      default -> false;
    };
  }

  /** A number, by its index, as float32. */
  float floatAt(ByteBuffer numbers, int index) {
    int at = index * bytes;
    return switch (this) {
      case FLOAT32 -> numbers.getFloat(at);
      case FLOAT64 -> (float) numbers.getDouble(at);
      case FLOAT16 -> HalfFloats.fromHalf(numbers.getShort(at));
      case BFLOAT16 -> HalfFloats.fromBfloat16(numbers.getShort(at));
      default -> throw new IllegalStateException(dtype() + " is only listed");
    };
  }
}
