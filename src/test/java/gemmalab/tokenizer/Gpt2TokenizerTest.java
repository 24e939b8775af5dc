package gemmalab.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GemmaException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Gpt2TokenizerTest {

  private final Tokenizer tokenizer = new Gpt2Tokenizer();

  @Test
  void encodesAsGpt2Does() {
    assertThat(tokenizer.encode("Once upon a time")).containsExactly(7454, 2402, 257, 640);
  }

  @Test
  void emptyTextHasNoTokens() {
    assertThat(tokenizer.encode("")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "むかしむかし、あるところに。",
        "a 👩‍🚀 and a 🐈",
        "<|endoftext|>",
        "tabs\tand\r\nlines\n\n",
        "naïve café"
      })
  void textComesBack(String text) {
    assertThat(TextStream.decode(tokenizer, tokenizer.encode(text))).isEqualTo(text);
  }

  @Test
  void nameOfTheEndTokenIsPlainText() {
    assertThat(tokenizer.encode("<|endoftext|>"))
        .hasSizeGreaterThan(1)
        .doesNotContain(tokenizer.endOfText());
  }

  @Test
  void endTokenIsTheLast() {
    assertThat(tokenizer.endOfText()).isEqualTo(50_256);
    assertThat(tokenizer.size()).isEqualTo(50_257);
    assertThat(TextStream.label(tokenizer, 50_256)).isEqualTo("<|endoftext|>");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 50_257})
  void unknownTokenIsNamed(int id) {
    assertThatThrownBy(() -> tokenizer.bytes(id))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("50,257");
  }

  @Test
  void streamNeverGivesHalfACharacter() {
    String text = "猫🐈と犬👩‍🚀の物語";
    int[] ids = tokenizer.encode(text);
    assertThat(ids).hasSizeGreaterThan(text.codePointCount(0, text.length()));
    TextStream stream = new TextStream(tokenizer);
    StringBuilder all = new StringBuilder();
    for (int id : ids) {
      String piece = stream.append(id);
      assertThat(piece.codePoints())
          .noneMatch(c -> c == 0xFFFD || Character.getType(c) == Character.SURROGATE);
      all.append(piece);
    }
    assertThat(stream.finish()).isEmpty();
    assertThat(all).hasToString(text);
  }

  @Test
  void labelIsTheTextOrTheBytesThatAreNoWholeCharacter() {
    assertThat(labels(" cat\n")).containsExactly(" cat", "\n");
    assertThat(labels("🐈")).containsExactly("<F0 9F>", "<90>", "<88>");
    assertThat(labels("\u0007\u007f")).containsExactly("<07>", "<7F>");
    assertThat(TextStream.label(tokenizer, tokenizer.endOfText())).isEqualTo("<|endoftext|>");
  }

  @Test
  void incompleteCharacterAtTheEndBecomesAReplacementSign() {
    int[] ids = tokenizer.encode("🐈");
    TextStream stream = new TextStream(tokenizer);
    assertThat(stream.append(ids[0])).isEmpty();
    assertThat(stream.finish()).contains("\uFFFD");
  }

  @Test
  void brokenCharacterDoesNotSwallowWhatFollows() {
    int half = tokenizer.encode("🐈")[0];
    int whole = tokenizer.encode("cat")[0];
    assertThat(TextStream.decode(tokenizer, half, whole)).startsWith("\uFFFD").endsWith("cat");
  }

  private List<String> labels(String text) {
    return Arrays.stream(tokenizer.encode(text))
        .mapToObj(id -> TextStream.label(tokenizer, id))
        .toList();
  }
}
