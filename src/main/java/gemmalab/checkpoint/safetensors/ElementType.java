package gemmalab.checkpoint.safetensors;

import gemmalab.checkpoint.tensors.HalfFloats;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** The types of safetensors' numbers that are read. */
enum ElementType {
  F64(Double.BYTES) {
    @Override
    double doubleAt(ByteBuffer bytes, int index) {
      return bytes.getDouble(index * Double.BYTES);
    }
  },
  F32(Float.BYTES) {
    @Override
    double doubleAt(ByteBuffer bytes, int index) {
      return bytes.getFloat(index * Float.BYTES);
    }
  },
  F16(Short.BYTES) {
    @Override
    double doubleAt(ByteBuffer bytes, int index) {
      return HalfFloats.fromHalf(bytes.getShort(index * Short.BYTES));
    }
  },
  BF16(Short.BYTES) {
    @Override
    double doubleAt(ByteBuffer bytes, int index) {
      return HalfFloats.fromBfloat16(bytes.getShort(index * Short.BYTES));
    }
  },
  I64(Long.BYTES) {
    @Override
    double doubleAt(ByteBuffer bytes, int index) {
      return bytes.getLong(index * Long.BYTES);
    }
  },
  I32(Integer.BYTES) {
    @Override
    double doubleAt(ByteBuffer bytes, int index) {
      return bytes.getInt(index * Integer.BYTES);
    }
  };

  private final int bytes;

  ElementType(int bytes) {
    this.bytes = bytes;
  }

  int bytes() {
    return bytes;
  }

  /** A number of a buffer; whole ones beyond 2^53 are rounded. */
  abstract double doubleAt(ByteBuffer bytes, int index);

  float floatAt(ByteBuffer bytes, int index) {
    return (float) doubleAt(bytes, index);
  }

  static Optional<ElementType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.name().equals(name)).findFirst();
  }
}
