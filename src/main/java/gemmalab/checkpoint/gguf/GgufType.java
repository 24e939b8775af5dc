package gemmalab.checkpoint.gguf;

import gemmalab.checkpoint.tensors.HalfFloats;
import gemmalab.text.Choice;
import java.nio.ByteBuffer;

/** What a model's matrices are written as. Norms are always float32. */
public enum GgufType implements Choice {
  F32("f32", BlockType.F32, 0) {
    @Override
    void encode(float[] values, int from, ByteBuffer bytes) {
      bytes.putFloat(values[from]);
    }
  },

  F16("f16", BlockType.F16, 1) {
    @Override
    void encode(float[] values, int from, ByteBuffer bytes) {
      bytes.putShort(HalfFloats.toHalf(values[from]));
    }
  },

  BF16("bf16", BlockType.BF16, 32) {
    @Override
    void encode(float[] values, int from, ByteBuffer bytes) {
      bytes.putShort(HalfFloats.toBfloat16(values[from]));
    }
  },

  /** As {@code quantize_row_q8_0_ref} in ggml's {@code ggml-quants.c}. */
  Q8_0("q8_0", BlockType.Q8_0, 7) {
    @Override
    void encode(float[] values, int from, ByteBuffer bytes) {
      float largest = 0;
      for (int i = from; i < from + SmallBlocks.SIZE; i++) {
        largest = Math.max(largest, Math.abs(values[i]));
      }
      float scale = largest / Byte.MAX_VALUE;
      float inverse = scale == 0 ? 0 : 1 / scale;
      bytes.putShort(HalfFloats.toHalf(scale));
      for (int i = from; i < from + SmallBlocks.SIZE; i++) {
        float scaled = values[i] * inverse;
        // C's roundf takes halves away from 0, Java's round upwards
        bytes.put((byte) (scaled < 0 ? -Math.round(-scaled) : Math.round(scaled)));
      }
    }
  };

  private final String label;
  private final BlockType blocks;
  private final int fileType;

  GgufType(String label, BlockType blocks, int fileType) {
    this.label = label;
    this.blocks = blocks;
    this.fileType = fileType;
  }

  @Override
  public String label() {
    return label;
  }

  BlockType blocks() {
    return blocks;
  }

  /** Its number as {@code general.file_type}: {@code llama_ftype} in llama.cpp. */
  int fileType() {
    return fileType;
  }

  /** The largest number that does not become infinite. */
  float largest() {
    return switch (this) {
      case F32 -> Float.MAX_VALUE;
      case F16 -> 65_519;
      case BF16 -> Float.intBitsToFloat(0x7f7f7fff);
      case Q8_0 -> Byte.MAX_VALUE * 65_504f; // its scale is a float16
    };
  }

  /** Writes one block of numbers. */
  abstract void encode(float[] values, int from, ByteBuffer bytes);
}
