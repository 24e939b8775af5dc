package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.data.TokenSequence;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import org.junit.jupiter.api.Test;

class BitsPerCharacterTest {

  private static final String TEXT = "The cat — a small one — said “猫”.";
  private static final int CHARACTERS = TEXT.codePointCount(0, TEXT.length());

  @Test
  void bitsAreSharedAmongTheCharactersOfAllTokens() {
    Tokenizer gpt2 = new Gpt2Tokenizer();
    int[] ids = gpt2.encode(TEXT);
    double bits = new BitsPerCharacter(TokenSequence.of(ids), gpt2).bitsPerCharacter(Math.log(2));
    assertThat(bits).isCloseTo((double) ids.length / CHARACTERS, within(1e-12));
  }

  @Test
  void textSpeltInBytesHasAsManyCharacters() {
    Tokenizer bytes =
        new CompactTokenizer(CompactVocabulary.counting(new long[Gpt2Tokenizer.SIZE], 1, 257));
    int[] ids = bytes.encode(TEXT);
    double bits = new BitsPerCharacter(TokenSequence.of(ids), bytes).bitsPerCharacter(Math.log(2));
    assertThat(bits).isCloseTo((double) ids.length / CHARACTERS, within(1e-12));
    assertThat(ids.length).isGreaterThan(CHARACTERS);
  }

  @Test
  void endOfTextCostsItsBitsAndIsNoCharacter() {
    Tokenizer gpt2 = new Gpt2Tokenizer();
    TokenSequence text = TokenSequence.of(gpt2.encode("a")[0], gpt2.endOfText());
    assertThat(new BitsPerCharacter(text, gpt2).bitsPerCharacter(Math.log(2)))
        .isCloseTo(2, within(1e-12));
  }
}
