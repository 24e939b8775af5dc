package gemmalab.checkpoint.gguf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Metadata that is being written, key by key. */
final class GgufEntries {

  private final Bytes bytes = new Bytes();
  private final ByteBuffer number = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
  private int count;

  /** Entries so far. */
  int count() {
    return count;
  }

  /** All bytes so far, not copied. */
  ByteBuffer bytes() {
    return bytes.soFar();
  }

  void text(String key, String text) {
    key(key, ValueType.STRING);
    putText(text);
  }

  /** A number from 0 on, which llama.cpp wants unsigned. */
  void integer(String key, int value) {
    key(key, ValueType.UINT32);
    putInt(value);
  }

  void number(String key, double value) {
    key(key, ValueType.FLOAT32);
    putInt(Float.floatToRawIntBits((float) value));
  }

  void flag(String key, boolean value) {
    key(key, ValueType.BOOL);
    bytes.write(value ? 1 : 0);
  }

  void texts(String key, List<String> texts) {
    array(key, ValueType.STRING, texts.size());
    texts.forEach(this::putText);
  }

  void floats(String key, List<Float> values) {
    array(key, ValueType.FLOAT32, values.size());
    values.forEach(value -> putInt(Float.floatToRawIntBits(value)));
  }

  void integers(String key, List<Integer> values) {
    array(key, ValueType.INT32, values.size());
    values.forEach(this::putInt);
  }

  private void array(String key, ValueType type, int size) {
    key(key, ValueType.ARRAY);
    putInt(type.id());
    putLong(size);
  }

  private void key(String key, ValueType type) {
    count++;
    putText(key);
    putInt(type.id());
  }

  /** A text outside of an entry, as the names of tensors are. */
  void putText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    putLong(utf8.length);
    bytes.writeBytes(utf8);
  }

  void putInt(int value) {
    bytes.write(number.clear().putInt(value).array(), 0, Integer.BYTES);
  }

  void putLong(long value) {
    bytes.write(number.clear().putLong(value).array(), 0, Long.BYTES);
  }

  /** Bytes that can be looked at where they are. */
  private static final class Bytes extends ByteArrayOutputStream {
    ByteBuffer soFar() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }
}
