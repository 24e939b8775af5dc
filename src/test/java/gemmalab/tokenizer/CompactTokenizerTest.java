package gemmalab.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GemmaException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompactTokenizerTest {

  private static final Gpt2Tokenizer GPT2 = new Gpt2Tokenizer();
  private static final String CORPUS = "Once upon a time there was a cat. The cat was happy.";

  private final CompactTokenizer tokenizer =
      new CompactTokenizer(TextVocabulary.of(Stream.of(CORPUS), 1, 1_000));

  @Test
  void keptTokensAreThoseOfGpt2() {
    assertThat(pieces("Once upon a cat.")).containsExactly("Once", " upon", " a", " cat", ".");
  }

  @Test
  void otherTokensAreSpeltInBytes() {
    assertThat(pieces("a dog")).containsExactly("a", " ", "d", "o", "g");
    assertThat(pieces("猫")).containsExactly("<E7>", "<8C>", "<AB>");
  }

  @Test
  void idsAreTheOrderOfGpt2sAndTheEndOfTextIsTheLast() {
    List<Integer> kept = tokenizer.vocabulary().gpt2TokenIds();
    assertThat(tokenizer.size()).isEqualTo(kept.size());
    for (int id = 0; id < tokenizer.size(); id++) {
      assertThat(tokenizer.bytes(id)).isEqualTo(GPT2.bytes(kept.get(id)));
    }
    assertThat(tokenizer.endOfText()).isEqualTo(tokenizer.size() - 1);
    assertThat(TextStream.label(tokenizer, tokenizer.endOfText())).isEqualTo("<|endoftext|>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "むかしむかし、あるところに、猫がいました。",
        "a 👩‍🚀 and a 🐈 and 🇯🇵",
        "<|endoftext|>",
        "tabs\tand\r\nlines\n\n  \u00a0\u3000",
        "naïve café, e\u0301, ﷽, \u202eright to left\u202c",
        "\u0000\u0001\u007f\ufeff\ufffd\uffff",
        "don't 12345678901234567890 aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
      })
  void textComesBack(String text) {
    assertComesBack(text);
  }

  @RepeatedTest(50)
  void anyCharactersComeBack(RepetitionInfo repetition) {
    SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
    int highest = random.nextBoolean() ? 0x3FF : Character.MAX_CODE_POINT;
    assertComesBack(
        random
            .ints(200, 0, highest + 1)
            .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
            .mapToObj(Character::toString)
            .collect(Collectors.joining()));
  }

  @RepeatedTest(50)
  void anyBytesAsTextComeBack(RepetitionInfo repetition) {
    byte[] bytes = new byte[200];
    new SplittableRandom(repetition.getCurrentRepetition()).nextBytes(bytes);
    for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
      assertComesBack(new String(bytes, charset));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 50_256})
  void unknownTokenIsNamed(int id) {
    assertThatThrownBy(() -> tokenizer.bytes(id))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(String.valueOf(tokenizer.size()));
  }

  private void assertComesBack(String text) {
    int[] ids = tokenizer.encode(text);
    assertThat(TextStream.decode(tokenizer, ids)).isEqualTo(text);
    assertThat(ids).doesNotContain(tokenizer.endOfText());
  }

  private List<String> pieces(String text) {
    return Arrays.stream(tokenizer.encode(text))
        .mapToObj(id -> TextStream.label(tokenizer, id))
        .toList();
  }
}
