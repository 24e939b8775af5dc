package gemmalab.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompactVocabularyTest {

  private static final int CAT = 3797; // " cat"
  private static final int MAT = 2603; // " mat"
  private static final int END = 50_256;

  @Test
  void tokensThatComeOftenEnoughAreKept() {
    assertThat(words(TextVocabulary.of(Stream.of(" cat cat mat"), 2, 1_000))).containsExactly(CAT);
    assertThat(words(TextVocabulary.of(Stream.of(" cat", " mat", " cat"), 1, 1_000)))
        .containsExactly(MAT, CAT);
  }

  @Test
  void ofTooManyTokensTheMostUsedAreKept() {
    String text = " mat cat cat";
    assertThat(words(TextVocabulary.of(Stream.of(text), 1, 258))).containsExactly(CAT);
    assertThat(words(TextVocabulary.of(Stream.of(text), 1, 257))).isEmpty();
    assertThat(words(TextVocabulary.of(Stream.of(text), 1, 0))).isEmpty();
  }

  @Test
  void ofEquallyUsedTokensTheFirstOfGpt2IsKept() {
    assertThat(words(TextVocabulary.of(Stream.of(" cat mat"), 1, 258))).containsExactly(MAT);
  }

  @Test
  void allBytesAreInAndTheEndOfTextIsLast() {
    List<Integer> ids = TextVocabulary.of(Stream.of(" cat"), 1, 1_000).gpt2TokenIds();
    assertThat(ids.subList(0, 256)).isEqualTo(range(256));
    assertThat(ids).hasSize(258).endsWith(CAT, END);
  }

  @Test
  void theOrderOfTheDocumentsDoesNotMatter() {
    List<String> documents =
        new ArrayList<>(IntStream.range(0, 200).mapToObj(i -> "story " + i + " of a cat").toList());
    CompactVocabulary first = TextVocabulary.of(documents.stream(), 2, 300);
    Collections.reverse(documents);
    assertThat(TextVocabulary.of(documents.stream(), 2, 300)).isEqualTo(first);
  }

  @Test
  void listsThatAreNoVocabularyAreRefused() {
    List<Integer> ids = range(256);
    assertRefused(ids, "256 tokens are too few");
    assertRefused(with(ids, 300), "the last token is 300");
    assertRefused(with(ids, MAT, 300, END), "token 300 comes after 2603");
    assertRefused(with(ids, 300, 300, END), "token 300 comes after 300");
    assertRefused(with(ids.subList(1, 256), 300, END), "single byte is missing");
    assertRefused(with(ids, END, 60_000), "the last token is 60000");
  }

  private static void assertRefused(List<Integer> ids, String inMessage) {
    assertThatThrownBy(() -> new CompactVocabulary(ids))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(inMessage);
  }

  private static List<Integer> words(CompactVocabulary vocabulary) {
    return vocabulary.gpt2TokenIds().subList(256, vocabulary.size() - 1);
  }

  private static List<Integer> range(int end) {
    return IntStream.range(0, end).boxed().toList();
  }

  private static List<Integer> with(List<Integer> ids, Integer... more) {
    List<Integer> all = new ArrayList<>(ids);
    all.addAll(List.of(more));
    return all;
  }
}
