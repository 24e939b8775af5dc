package gemmalab.data.encode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DuplicateCounterTest {

  @Test
  void eachDocumentThatCameBeforeIsCounted() {
    DuplicateCounter counter = new DuplicateCounter();
    for (int i = 0; i < 30_000; i++) {
      counter.add(i % 20_000);
    }
    assertThat(counter.duplicates()).isEqualTo(10_000);
    assertThat(counter.isExact()).isTrue();
  }

  @Test
  void beyondItsMemoryItEstimates() {
    DuplicateCounter counter = new DuplicateCounter(1 << 12);
    for (int i = 0; i < 400_000; i++) {
      counter.add(i % 300_000);
    }
    assertThat(counter.isExact()).isFalse();
    assertThat(counter.duplicates()).isCloseTo(100_000, within(10_000L));
  }

  @Test
  void noDuplicatesAreEstimatedWhereThereAreNone() {
    DuplicateCounter counter = new DuplicateCounter(1 << 12);
    for (int i = 0; i < 100_000; i++) {
      counter.add(i);
    }
    assertThat(counter.duplicates()).isZero();
  }
}
