package gemmalab.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GemmaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComputeNamesTest {

  @ParameterizedTest
  @EnumSource(ComputeDevice.class)
  void deviceIsFoundByItsLabel(ComputeDevice device) {
    assertThat(ComputeDevice.parse(device.label())).isEqualTo(device);
  }

  @ParameterizedTest
  @EnumSource(Precision.class)
  void precisionIsFoundByItsLabel(Precision precision) {
    assertThat(Precision.parse(precision.label())).isEqualTo(precision);
  }

  @ParameterizedTest
  @ValueSource(strings = {"tpu", "CPU", ""})
  void unknownDeviceIsNamed(String name) {
    assertThatThrownBy(() -> ComputeDevice.parse(name))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("\"" + name + "\"")
        .hasMessageContaining("auto, cpu or cuda");
  }

  @Test
  void unknownPrecisionIsNamed() {
    assertThatThrownBy(() -> Precision.parse("int8"))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("\"int8\"")
        .hasMessageContaining("bf16, fp32 or auto");
  }
}
