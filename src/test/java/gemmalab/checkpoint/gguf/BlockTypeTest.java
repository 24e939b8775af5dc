package gemmalab.checkpoint.gguf;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.checkpoint.tensors.HalfFloats;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockTypeTest {

  @ParameterizedTest
  @EnumSource(names = {"Q4_0", "Q4_1", "Q5_0", "Q5_1", "Q8_0", "Q4_K", "Q5_K", "Q6_K", "IQ4_NL"})
  void blocksStandForTheirGoldenValuesBitForBit(BlockType type) throws IOException {
    Golden golden = Golden.open(Golden.FOLDER.resolve("formats/gguf_blocks.safetensors"));
    ByteBuffer raw = golden.bytes(type + ".raw");
    float[] values = new float[raw.capacity() / type.bytes() * type.numbers()];
    for (int block = 0; block * type.bytes() < raw.capacity(); block++) {
      type.decoder()
          .orElseThrow()
          .decode(raw, block * type.bytes(), values, block * type.numbers());
    }
    assertThat(bits(values)).isEqualTo(bits(golden.floats(type + ".values")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IQ4_XS", "Q2_K", "Q3_K"})
  void typesThatAreNotReadAreKnownByTheirSize(String name) throws IOException {
    Golden golden = Golden.open(Golden.FOLDER.resolve("formats/gguf_blocks.safetensors"));
    BlockType type = BlockType.valueOf(name);
    assertThat(type.decoder()).isEmpty();
    assertThat(golden.bytes(name + ".raw").capacity()).isEqualTo(6 * type.bytes());
  }

  @Test
  void everyHalfComesBackFromItsFloat() {
    for (int half = 0; half <= 0xffff; half++) {
      float value = HalfFloats.fromHalf((short) half);
      if (!Float.isNaN(value)) {
        assertThat(HalfFloats.toHalf(value)).isEqualTo((short) half);
      }
    }
    assertThat(HalfFloats.fromHalf((short) 0x3555)).isEqualTo(0.33325195f);
    assertThat(HalfFloats.fromHalf((short) 1)).isEqualTo(0x1p-24f);
  }

  @Test
  void halfwayNumbersBecomeTheEvenOne() {
    assertThat(HalfFloats.toHalf(1 + 0x1p-11f)).isEqualTo((short) 0x3c00);
    assertThat(HalfFloats.toHalf(1 + 3 * 0x1p-11f)).isEqualTo((short) 0x3c02);
    assertThat(HalfFloats.toHalf(65_519)).isEqualTo((short) 0x7bff);
    assertThat(HalfFloats.toHalf(65_520)).isEqualTo((short) 0x7c00);
    assertThat(HalfFloats.toBfloat16(1 + 0x1p-8f)).isEqualTo((short) 0x3f80);
    assertThat(HalfFloats.toBfloat16(1 + 3 * 0x1p-8f)).isEqualTo((short) 0x3f82);
    assertThat(HalfFloats.fromBfloat16(HalfFloats.toBfloat16(Float.NaN))).isNaN();
  }

  private static int[] bits(float[] values) {
    int[] bits = new int[values.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToIntBits(values[i]);
    }
    return bits;
  }
}
