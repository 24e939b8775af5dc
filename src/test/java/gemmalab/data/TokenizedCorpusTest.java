package gemmalab.data;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.TextStream;
import gemmalab.tokenizer.Tokenizer;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TokenizedCorpusTest {

  private static final Pattern END = Pattern.compile("<|endoftext|>", Pattern.LITERAL);
  private final Tokenizer tokenizer = new Gpt2Tokenizer();

  @Test
  void everyTenthDocumentIsKeptForValidation() {
    List<String> documents = IntStream.range(0, 25).mapToObj(i -> "story " + i).toList();
    TokenizedCorpus corpus = TokenizedCorpus.of(new Corpus("test", documents), tokenizer);
    assertThat(documents(corpus.validation())).containsExactly("story 9", "story 19");
    assertThat(documents(corpus.training()))
        .hasSize(23)
        .doesNotContain("story 9", "story 19")
        .startsWith("story 0", "story 1");
  }

  @Test
  void eachDocumentEndsWithEndOfText() {
    List<String> documents = IntStream.range(0, 10).mapToObj(i -> "story " + i).toList();
    TokenizedCorpus corpus = TokenizedCorpus.of(new Corpus("test", documents), tokenizer);
    assertThat(ends(corpus.training())).isEqualTo(9);
    assertThat(corpus.training()).endsWith(tokenizer.endOfText());
    assertThat(corpus.validation()).endsWith(tokenizer.endOfText());
  }

  @Test
  void lastTenthOfTheTokensIsKeptOfFewDocuments() {
    Corpus one = new Corpus("test", List.of("one two three four five six seven eight nine ten"));
    int[] all = tokenizer.encode(one.documents().get(0));
    TokenizedCorpus corpus = TokenizedCorpus.of(one, tokenizer);
    assertThat(corpus.validation()).containsExactly(tokenizer.endOfText());
    assertThat(corpus.training()).isEqualTo(all);
  }

  private long ends(int[] ids) {
    return Arrays.stream(ids).filter(id -> id == tokenizer.endOfText()).count();
  }

  private List<String> documents(int[] ids) {
    return Arrays.stream(END.split(TextStream.decode(tokenizer, ids))).toList();
  }
}
