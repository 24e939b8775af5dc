package gemmalab.train.tensorboard;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Reads a message by the description of Protocol Buffers' wire format; no field repeats here. */
final class ProtoReader {

  private final Map<Integer, Object> fields = new LinkedHashMap<>();

  ProtoReader(byte[] message) {
    ByteBuffer bytes = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      long key = varint(bytes);
      Object before = fields.put((int) (key >>> 3), value(bytes, (int) (key & 7)));
      if (before != null) {
        throw new IllegalStateException("field " + (key >>> 3) + " repeats");
      }
    }
  }

  private static Object value(ByteBuffer bytes, int wireType) {
    return switch (wireType) {
      case 0 -> varint(bytes);
      case 1 -> bytes.getDouble();
      case 2 -> delimited(bytes);
      case 5 -> bytes.getFloat();
      default -> throw new IllegalStateException("wire type " + wireType);
    };
  }

  private static byte[] delimited(ByteBuffer bytes) {
    byte[] value = new byte[Math.toIntExact(varint(bytes))];
    bytes.get(value);
    return value;
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte next = bytes.get();
      value |= (long) (next & 0x7F) << shift;
      if (next >= 0) {
        return value;
      }
    }
  }

  boolean has(int field) {
    return fields.containsKey(field);
  }

  Object get(int field) {
    return Objects.requireNonNull(fields.get(field), "no field " + field);
  }

  String text(int field) {
    return new String((byte[]) get(field), StandardCharsets.UTF_8);
  }

  ProtoReader message(int field) {
    return new ProtoReader((byte[]) get(field));
  }
}
