package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.data.Batch;
import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.WindowStart;
import gemmalab.model.ModelPreset;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrainingTextTest {

  private static final int END_OF_TEXT = 0;

  /** Documents of 1, 2, 3 and so on up to 19, each ended. */
  private static final TokenSequence DOCUMENTS =
      TokenSequence.of(
          IntStream.range(0, 2_000).map(i -> i % 20 == 19 ? END_OF_TEXT : i % 20 + 1).toArray());

  @Test
  void windowsBeginWithADocumentWhereTheConfigurationSaysSo() {
    TrainingText text = text(WindowStart.DOCUMENT);
    assertThat(firstTokens(text.training(0))).isSubsetOf(END_OF_TEXT, 1);
    assertThat(firstTokens(text.validation().get(0))).isSubsetOf(END_OF_TEXT, 1);
  }

  @Test
  void windowsBeginAnywhereElse() {
    TrainingText text = text(WindowStart.ANYWHERE);
    assertThat(firstTokens(text.training(0))).hasSizeGreaterThan(5);
    assertThat(firstTokens(text.validation().get(0))).hasSizeGreaterThan(2);
  }

  private static TrainingText text(WindowStart start) {
    TrainConfig config =
        Recipe.SOUND
            .config(ModelPreset.NANO, TrainConfig.DEFAULT_DATA)
            .withBatch(new BatchPlan(16, 32, 1, start));
    return new TrainingText(config, new TokenizedCorpus(DOCUMENTS, DOCUMENTS), END_OF_TEXT);
  }

  private static Set<Integer> firstTokens(Batch batch) {
    Set<Integer> first = new TreeSet<>();
    Arrays.stream(batch.inputs()).forEach(row -> first.add(row[0]));
    return first;
  }
}
