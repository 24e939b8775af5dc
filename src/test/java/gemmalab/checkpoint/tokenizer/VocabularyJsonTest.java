package gemmalab.checkpoint.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.TextVocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VocabularyJsonTest {

  private static final String BYTES =
      IntStream.range(0, 256).mapToObj(String::valueOf).collect(Collectors.joining(", "));

  @TempDir Path folder;

  @Test
  void readsWhatItWrote() throws IOException {
    CompactVocabulary vocabulary = TextVocabulary.of(Stream.of("a cat"), 1, 1_000);
    Path path = Files.writeString(path(), VocabularyJson.write(vocabulary));
    assertThat(path).content().startsWith("{\"gpt2_token_ids\":[0,1,2,").endsWith(",50256]}\n");
    assertThat(VocabularyJson.read(path)).isEqualTo(vocabulary);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"gpt2_token_ids\": ",
        "{\"gpt2_token_ids\": 7}",
        "{\"gpt2_token_ids\": [\"cat\"]}",
        "{\"gpt2_token_ids\": [0, 1, 50256]}"
      })
  void whatIsNoVocabularyIsADamagedFile(String text) throws IOException {
    assertFault(text, "is damaged");
  }

  @Test
  void whatIsWrongWithTheListIsSaid() throws IOException {
    assertFault(ids(BYTES + ", 400, 300, 50256"), "token 300 comes after 400");
    assertFault(ids(BYTES.substring("0, ".length()) + ", 300, 50256"), "a single byte is missing");
    assertFault(ids(BYTES + ", 300"), "the last token is 300");
  }

  @Test
  void missingKeyIsNamed() throws IOException {
    assertFault("{}", "has no key \"gpt2_token_ids\"");
  }

  private static String ids(String list) {
    return "{\"gpt2_token_ids\": [" + list + "]}";
  }

  private Path path() {
    return folder.resolve("vocabulary.json");
  }

  private void assertFault(String text, String inMessage) throws IOException {
    Files.writeString(path(), text);
    assertThatThrownBy(() -> VocabularyJson.read(path()))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining(path().toString())
        .hasMessageContaining(inMessage);
  }
}
