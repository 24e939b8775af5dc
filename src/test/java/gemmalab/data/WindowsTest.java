package gemmalab.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.text.GemmaException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowsTest {

  private static final int BLOCK = 8;
  private static final TokenSequence TOKENS = count(100);
  private final Windows windows = new Windows(TOKENS, BLOCK);

  @Test
  void sameSeedAndNumberGiveTheSameBatch() {
    assertThat(windows.random(42, 3, 4))
        .usingRecursiveComparison()
        .isEqualTo(new Windows(TOKENS, BLOCK).random(42, 3, 4));
  }

  @Test
  void anotherSeedOrNumberGivesAnotherBatch() {
    List<int[]> inputs = rows(List.of(windows.random(42, 3, 4)), false);
    assertThat(rows(List.of(windows.random(43, 3, 4)), false))
        .usingRecursiveComparison()
        .isNotEqualTo(inputs);
    assertThat(rows(List.of(windows.random(42, 4, 4)), false))
        .usingRecursiveComparison()
        .isNotEqualTo(inputs);
  }

  @Test
  void aRunSeesNewWindowsInEveryBatch() {
    Windows ofLongText = new Windows(count(1_000_000), BLOCK);
    List<Batch> batches =
        IntStream.range(0, 500).mapToObj(number -> ofLongText.random(42, number, 8)).toList();
    Set<Integer> starts = new TreeSet<>();
    rows(batches, false).forEach(row -> starts.add(row[0]));
    assertThat(starts).hasSizeGreaterThan(4_000 * 99 / 100);
  }

  @Test
  void windowsReachTokensBeyondTheRangeOfAnInt() {
    long length = 3L << 31;
    TokenSequence huge =
        new TokenSequence() {
          @Override
          public long length() {
            return length;
          }

          @Override
          public int[] range(long start, int count) {
            return IntStream.range(0, count).map(i -> (int) ((start + i) >>> 31)).toArray();
          }
        };
    Windows windowsOfHuge = new Windows(huge, BLOCK);
    assertThat(rows(List.of(windowsOfHuge.random(42, 0, 100)), false))
        .extracting(row -> row[0])
        .contains(0, 1, 2);
    assertThat(rows(windowsOfHuge.fixed(3, 1), false))
        .extracting(row -> row[0])
        .containsExactly(0, 1, 2);
  }

  /** Documents of 5, 3 and 30 tokens in turn: 1, 2, 3 and so on, each ended by a 0. */
  private static TokenSequence documents() {
    return TokenSequence.of(
        IntStream.range(0, 300)
            .map(i -> new int[] {5, 3, 30}[i % 3])
            .flatMap(length -> IntStream.rangeClosed(1, length).map(token -> token % length))
            .toArray());
  }

  @Test
  void windowsFromDocumentStartsBeginWithADocumentOrWithTheEndBeforeIt() {
    List<int[]> rows =
        rows(
            List.of(new Windows(documents(), BLOCK).fromDocumentStarts(0).random(1, 0, 500)),
            false);
    List<Integer> first = rows.stream().map(row -> row[0]).toList();
    assertThat(first).contains(0, 1).doesNotContain(2, 3, 4, 5, 6, 7);
    assertThat(rows).filteredOn(row -> row[0] == 0).allMatch(row -> row[1] == 1);
    int ends = Collections.frequency(first, 0);
    assertThat(ends).isBetween(Collections.frequency(first, 1) / 2, 250);
  }

  @Test
  void windowsFromDocumentStartsStillReachTheMiddleOfALongDocument() {
    List<int[]> rows =
        rows(
            List.of(new Windows(documents(), BLOCK).fromDocumentStarts(0).random(1, 0, 500)),
            false);
    assertThat(rows).extracting(row -> row[0]).contains(10, 20, 29);
  }

  @Test
  void windowsFromDocumentStartsBeginAtTheFirstDocumentToo() {
    List<int[]> rows =
        rows(
            List.of(new Windows(count(20), BLOCK).fromDocumentStarts(99).random(1, 0, 200)), false);
    assertThat(rows).extracting(row -> row[0]).containsOnly(0, 8, 9, 10, 11);
  }

  @Test
  void fixedWindowsFromDocumentStartsAreAllDifferent() {
    TokenSequence unlike =
        TokenSequence.of(IntStream.range(0, 400).map(i -> i % 5 == 0 ? 0 : i).toArray());
    List<Batch> fixed = new Windows(unlike, BLOCK).fromDocumentStarts(0).fixed(10, 4);
    assertThat(rows(fixed, false))
        .extracting(row -> row[0] == 0 ? row[1] : row[0])
        .hasSize(40)
        .doesNotHaveDuplicates()
        .allMatch(first -> first % 5 == 1);
  }

  @Test
  void targetsAreOneTokenLater() {
    Batch batch = windows.random(42, 0, 50);
    assertThat(batch.tokens()).isEqualTo(50 * BLOCK);
    for (int row = 0; row < 50; row++) {
      for (int i = 0; i < BLOCK; i++) {
        assertThat(batch.targets()[row][i]).isEqualTo(batch.inputs()[row][i] + 1);
      }
    }
  }

  @Test
  void randomWindowsReachTheFirstAndTheLastToken() {
    Set<Integer> seen = new TreeSet<>();
    for (int[] target : windows.random(42, 0, 5_000).targets()) {
      seen.add(target[BLOCK - 1]);
    }
    assertThat(seen).contains(BLOCK, 99);
  }

  @Test
  void fixedWindowsAreAlwaysTheSame() {
    assertThat(windows.fixed(3, 4))
        .usingRecursiveComparison()
        .isEqualTo(new Windows(TOKENS, BLOCK).fixed(3, 4));
  }

  @Test
  void fixedWindowsSpanTheWholeText() {
    List<int[]> rows = rows(windows.fixed(2, 3), false);
    List<int[]> targets = rows(windows.fixed(2, 3), true);
    assertThat(rows).hasSize(6);
    assertThat(rows.get(0)[0]).isZero();
    assertThat(targets.get(5)[BLOCK - 1]).isEqualTo(99);
  }

  @ParameterizedTest
  @CsvSource({"9, 1", "16, 1", "17, 2", "100, 12"})
  void thereAreNoMoreFixedWindowsThanFitWithoutOverlap(int tokens, int expected) {
    Windows few = new Windows(count(tokens), BLOCK);
    assertThat(rows(few.fixed(1_000, 5), false)).hasSize(expected);
  }

  @Test
  void tooShortTextIsNamedWithItsNumbers() {
    TokenSequence tokens = count(BLOCK);
    assertThatThrownBy(() -> new Windows(tokens, BLOCK))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("has 8 tokens, but with block_size 8")
        .hasMessageContaining("needs at least 9");
  }

  private static TokenSequence count(int length) {
    return TokenSequence.of(IntStream.range(0, length).toArray());
  }

  private static List<int[]> rows(List<Batch> batches, boolean targets) {
    List<int[]> rows = new ArrayList<>();
    batches.forEach(batch -> rows.addAll(List.of(targets ? batch.targets() : batch.inputs())));
    return rows;
  }
}
