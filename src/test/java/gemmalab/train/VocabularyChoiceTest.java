package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.data.Corpus;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.encode.TokenCounts;
import gemmalab.data.source.DataSource;
import gemmalab.model.GemmaConfig;
import gemmalab.model.ModelPreset;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class VocabularyChoiceTest {

  private static final GemmaConfig NANO = ModelPreset.NANO.config();
  private static final GemmaConfig LARGE = ModelPreset.GEMMA3_270M.config();

  @Test
  void fullIsAllOfGpt2sTokens() {
    assertThat(VocabularyChoice.FULL.in(NANO).vocabSize()).isEqualTo(50_257);
    assertThat(VocabularyChoice.FULL.in(LARGE)).isEqualTo(LARGE);
  }

  @Test
  void compactIsAsManyAsThePresetSaysOrASmallModelHoldsAtMost() {
    assertThat(VocabularyChoice.COMPACT.in(NANO)).isEqualTo(NANO);
    assertThat(VocabularyChoice.COMPACT.in(LARGE).vocabSize()).isEqualTo(8_192);
  }

  @Test
  void unknownChoiceIsNamed() {
    assertThat(VocabularyChoice.parse("compact")).isEqualTo(VocabularyChoice.COMPACT);
    assertThatThrownBy(() -> VocabularyChoice.parse("tiny"))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("\"tiny\"");
  }

  @Test
  void nanoIsFittedToTheStories() {
    FittedVocabulary fitted = FittedVocabulary.compact(NANO, usesOfStories());
    assertThat(fitted.model().vocabSize()).isBetween(1_000, 2_000);
    assertThat(fitted.tokenizer().size()).isEqualTo(fitted.model().vocabSize());
    assertThat(fitted.tokenizer().encode(" Lily")).hasSize(1);
  }

  @Test
  void modelOfAllTokensIsLeftAsItIs() {
    FittedVocabulary fitted = FittedVocabulary.full(LARGE);
    assertThat(fitted.model()).isEqualTo(LARGE);
    assertThat(fitted.tokenizer()).isInstanceOf(Gpt2Tokenizer.class);
  }

  private static long[] usesOfStories() {
    Corpus stories = DataSource.of(DataSource.BUNDLED).open(Path.of("."), PreparationMonitor.NONE);
    return TokenCounts.of(stories, new Gpt2Tokenizer(), 1, PreparationMonitor.NONE);
  }
}
