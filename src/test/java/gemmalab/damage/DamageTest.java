package gemmalab.damage;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.damage.DamageTally.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A damaged file is read or answered with a sentence, in time and memory that it deserves. */
class DamageTest {

  private static final int MUTANTS = 250;

  /** A file of 2 MB, whose every mutant takes a tenth of a second. */
  private static final int MUTANTS_OF_GPT2 = 20;

  @TempDir private Path folder;

  static List<String> readers() throws IOException {
    return DamageHarness.readers();
  }

  @ParameterizedTest
  @MethodSource("readers")
  void mutantsAreReadOrAreSentences(String reader) throws Exception {
    int mutants = reader.contains("GPT-2") ? MUTANTS_OF_GPT2 : MUTANTS;
    DamageTally tally = new DamageHarness(folder).run(reader, mutants);
    assertThat(tally.faults()).isEmpty();
    assertThat(tally.count(Outcome.SENTENCE)).isGreaterThan(mutants / 10);
  }
}
