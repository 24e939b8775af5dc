package gemmalab.data.source;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.data.Segment;
import gemmalab.tokenizer.Gpt2Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmenterTest {

  private final Gpt2Tokenizer tokenizer = new Gpt2Tokenizer();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Once upon a time, there wasn't a cat.  \n\n It'll   be 42km away!\t",
        "むかしむかし、猫がいました。「こんにちは」と言った。",
        "été 𝐀𝐁a𠮷b 👩‍👧 naïve a\u0301b 3rd x1y2_z'sa's"
      })
  void tokensOfSegmentsAreThoseOfTheDocument(String unit) {
    String document = shuffled(unit, 40_000).strip();
    List<Segment> segments = segments(document, 1_000);
    assertThat(segments).hasSizeGreaterThan(1);
    assertThat(ids(segments)).isEqualTo(tokenizer.encode(document));
  }

  @Test
  void cutsDoNotDependOnHowTheTextCame() {
    String document = shuffled("some words, and a lot of them. ", 40_000);
    boolean same = segments(document, 7).equals(segments(document, document.length()));
    assertThat(same).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "0", "!", "猫", "𠮷"})
  void runWithoutAPlaceToCutIsCutWhereItIsTooLong(String unit) {
    String document = "a" + unit.repeat(2 * Segmenter.LONGEST / unit.length());
    List<String> texts = segments(document, 10_000).stream().map(Segment::text).toList();
    assertThat(texts.stream().map(String::length).toList())
        .hasSize(3)
        .allMatch(length -> length <= Segmenter.LONGEST);
    assertThat(texts.stream().anyMatch(SegmenterTest::endsInHalfACharacter)).isFalse();
    assertThat(String.join("", texts).equals(document)).isTrue();
  }

  private static boolean endsInHalfACharacter(String text) {
    return Character.isHighSurrogate(text.charAt(text.length() - 1));
  }

  @Test
  void onlyTheLastSegmentEndsTheDocument() {
    List<Segment> segments = segments("word ".repeat(10_000), 10_000);
    assertThat(segments.subList(0, segments.size() - 1)).noneMatch(Segment::endsDocument);
    assertThat(segments.get(segments.size() - 1).endsDocument()).isTrue();
  }

  @Test
  void whiteSpaceAtTheEndsIsDropped() {
    String space = " \n\t\u3000".repeat(100);
    assertThat(segments(space + "a b" + space, 3)).containsExactly(new Segment("a b", true));
  }

  /** Characters of a text in random order, so that all sorts of neighbours meet at a cut. */
  private static String shuffled(String unit, int length) {
    int[] characters = unit.codePoints().toArray();
    return new Random(1)
        .ints(length, 0, characters.length)
        .map(i -> characters[i])
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static List<Segment> segments(String document, int chunk) {
    Segmenter segmenter = new Segmenter();
    for (int i = 0; i < document.length(); i += chunk) {
      segmenter.append(document, i, Math.min(document.length(), i + chunk));
    }
    segmenter.endDocument();
    List<Segment> segments = new ArrayList<>();
    for (Segment segment; (segment = segmenter.poll()) != null; ) {
      segments.add(segment);
    }
    return segments;
  }

  private int[] ids(List<Segment> segments) {
    return segments.stream()
        .flatMapToInt(segment -> IntStream.of(tokenizer.encode(segment.text())))
        .toArray();
  }
}
