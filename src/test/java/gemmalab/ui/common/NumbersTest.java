package gemmalab.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({"4.5, 4.50 ms", "581, 581 ms", "2204, 2.20 s", "61000, 61.0 s"})
  void millisecondsBecomeSeconds(double milliseconds, String words) {
    assertThat(Numbers.milliseconds(milliseconds)).isEqualTo(words);
  }
}
