package gemmalab.checkpoint.gguf;

import java.util.Arrays;
import java.util.Optional;

/** Kinds of values in the metadata; ids are those of {@code gguf_type} in ggml's {@code gguf.h}. */
enum ValueType {
  UINT8(0, 1),
  INT8(1, 1),
  UINT16(2, 2),
  INT16(3, 2),
  UINT32(4, 4),
  INT32(5, 4),
  FLOAT32(6, 4),
  BOOL(7, 1),
  STRING(8, ValueType.VARIES),
  ARRAY(9, ValueType.VARIES),
  UINT64(10, 8),
  INT64(11, 8),
  FLOAT64(12, 8);

  private static final int VARIES = 0;

  private final int id;
  private final int bytes;

  ValueType(int id, int bytes) {
    this.id = id;
    this.bytes = bytes;
  }

  static Optional<ValueType> withId(int id) {
    return Arrays.stream(values()).filter(type -> type.id == id).findFirst();
  }

  int id() {
    return id;
  }

  /** Bytes of one value, unless its length varies. */
  int bytes() {
    return bytes;
  }

  boolean isWhole() {
    return this != FLOAT32 && this != FLOAT64 && this != BOOL && bytes != VARIES;
  }
}
