package gemmalab.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.tokenizer.Gpt2Merges.Merge;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Gpt2MergesTest {

  private static final Gpt2Merges GPT2 = new Gpt2Merges();
  private static final List<Merge> MERGES = GPT2.merges();

  @Test
  void firstMergesAreThoseThatGpt2WasPublishedWith() {
    List<String> first =
        MERGES.stream().limit(8).map(merge -> merge.left() + " " + merge.right()).toList();
    assertThat(first).containsExactly("Ġ t", "Ġ a", "h e", "i n", "r e", "o n", "Ġt he", "e r");
  }

  @Test
  void eachMergeJoinsTwoEarlierTokensIntoItsOwn() {
    Map<String, Integer> ids = new HashMap<>();
    GPT2.tokens().forEach(token -> ids.put(token, ids.size()));
    assertThat(ids).hasSize(50_256);
    assertThat(MERGES).hasSize(50_000);
    assertThat(IntStream.range(0, MERGES.size()))
        .allMatch(
            i -> {
              Merge merge = MERGES.get(i);
              int made = 256 + i;
              return ids.getOrDefault(merge.left() + merge.right(), -1) == made
                  && ids.getOrDefault(merge.left(), made) < made
                  && ids.getOrDefault(merge.right(), made) < made;
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {" wanted", "Nora", " strawberries", "言語", "x"})
  void stepsOfAWordLeadFromItsBytesToItsTokens(String word) {
    List<List<String>> steps = GPT2.steps(word);

    assertThat(steps.get(0)).hasSize(word.getBytes(StandardCharsets.UTF_8).length);
    for (int i = 1; i < steps.size(); i++) {
      assertThat(steps.get(i)).hasSize(steps.get(i - 1).size() - 1);
      assertThat(String.join("", steps.get(i))).isEqualTo(String.join("", steps.get(0)));
    }
    List<String> tokens =
        IntStream.of(new Gpt2Tokenizer().encode(word)).mapToObj(GPT2.tokens()::get).toList();
    assertThat(steps.get(steps.size() - 1)).isEqualTo(tokens);
  }
}
