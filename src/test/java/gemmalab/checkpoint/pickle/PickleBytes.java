package gemmalab.checkpoint.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes a pickle, opcode by opcode. */
final class PickleBytes {

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  static PickleBytes begin() {
    return new PickleBytes().raw(0x80, 2);
  }

  PickleBytes raw(int... values) {
    for (int value : values) {
      bytes.write(value);
    }
    return this;
  }

  /** Opcodes that are printable characters. */
  PickleBytes ops(String opcodes) {
    bytes.writeBytes(opcodes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  PickleBytes global(String module, String name) {
    return ops("c" + module + "\n" + name + "\n");
  }

  PickleBytes text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    ops("X").int32(utf8.length);
    bytes.writeBytes(utf8);
    return this;
  }

  PickleBytes number(long number) {
    return raw(0x8a, Long.BYTES).int64(number);
  }

  PickleBytes numbers(long... numbers) {
    ops("(");
    for (long number : numbers) {
      number(number);
    }
    return ops("t");
  }

  PickleBytes int32(int number) {
    bytes.writeBytes(little(Integer.BYTES).putInt(number).array());
    return this;
  }

  PickleBytes int64(long number) {
    bytes.writeBytes(little(Long.BYTES).putLong(number).array());
    return this;
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Names a storage as {@code torch.save} does. */
  PickleBytes storage(String type, String key, long count) {
    return ops("(")
        .text("storage")
        .global("torch", type)
        .text(key)
        .text("cpu")
        .number(count)
        .ops("tQ");
  }

  /** Makes a tensor of a storage that begins where the storage does. */
  PickleBytes tensor(String type, String key, long count, long[] shape, long[] strides) {
    return global("torch._utils", "_rebuild_tensor_v2")
        .ops("(")
        .storage(type, key, count)
        .number(0)
        .numbers(shape)
        .numbers(strides)
        .raw(0x89)
        .ops(")tR");
  }

  byte[] end() {
    return ops(".").bytes.toByteArray();
  }
}
