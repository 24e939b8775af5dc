package gemmalab.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.generate.NextTokenDistribution.Candidate;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableSet;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextTokenDistributionTest {

  private static final SamplingSettings PLAIN = new SamplingSettings(1, null, null, null);
  private static final double NEARLY_ONE = Math.nextDown(1.0);
  private static final int DRAWS = 200;

  @Test
  void topKOfOneIsTheMostLikely() {
    NextTokenDistribution next = next(top(1), 0, 2, 5, 1);
    assertThat(drawn(next)).containsExactly(2);
    assertThat(next.with(SamplingSettings.GREEDY).choose(0.9)).isEqualTo(2);
  }

  @Test
  void topKKeepsTies() {
    assertThat(drawn(next(top(2), 1, 3, 3, 0, 3))).containsExactly(1, 2, 4);
  }

  @Test
  void topKBeyondTheVocabularyKeepsAll() {
    assertThat(drawn(next(top(1_000_000), 1, 1, 1))).containsExactly(0, 1, 2);
  }

  @Test
  void topPKeepsTheFewestThatReachIt() {
    assertThat(drawn(likely(topP(0.4), 0.1, 0.5, 0.3, 0.1))).containsExactly(1);
    assertThat(drawn(likely(topP(0.7), 0.1, 0.5, 0.3, 0.1))).containsExactly(1, 2);
  }

  @Test
  void topPIsAShareOfWhatTopKLeft() {
    // of 0.4 and 0.3, the first is 57 %
    SamplingSettings both = new SamplingSettings(1, 2, 0.5, null);
    assertThat(likely(both, 0.4, 0.3, 0.2, 0.1).keptCount()).isEqualTo(1);
    assertThat(likely(topP(0.5), 0.4, 0.3, 0.2, 0.1).keptCount()).isEqualTo(2);
  }

  @Test
  void minPIsAShareOfTheLikeliest() {
    assertThat(drawn(likely(PLAIN.withMinP(0.55), 0.1, 0.5, 0.3, 0.1))).containsExactly(1, 2);
    assertThat(likely(PLAIN.withMinP(0.65), 0.1, 0.5, 0.3, 0.1).keptCount()).isEqualTo(1);
    assertThat(likely(PLAIN.withMinP(0.0), 0.1, 0.5, 0.3, 0.1).keptCount()).isEqualTo(4);
  }

  @Test
  void repetitionPenaltyDividesThePositiveAndMultipliesTheNegativeOnce() {
    float[] logits = {2, -1, 1.5f};
    NextTokenDistribution next =
        new NextTokenDistribution(logits, new int[] {0, 1, 0}, PLAIN.withRepetitionPenalty(2));
    double sum = Math.exp(1) + Math.exp(-2) + Math.exp(1.5);
    assertThat(next.candidates(3)).extracting(Candidate::id).containsExactly(2, 0, 1);
    assertThat(next.candidates(3).get(1).scaledProbability())
        .isCloseTo(Math.exp(1) / sum, within(1e-9));
    assertThat(next.candidates(3).get(2).scaledProbability())
        .isCloseTo(Math.exp(-2) / sum, within(1e-9));
    assertThat(next.rank(0)).as("the model's own belief stays").isEqualTo(1);
  }

  @Test
  void uniformFollowsTheProbabilities() {
    NextTokenDistribution next = likely(PLAIN, 0.25, 0.75);
    assertThat(next.choose(0.24)).isZero();
    assertThat(next.choose(0.26)).isEqualTo(1);
  }

  @Test
  void temperatureSharpens() {
    // at temperature 0.5 the probabilities are squared: 0.1 and 0.9
    NextTokenDistribution next = likely(new SamplingSettings(0.5, null, null, null), 0.25, 0.75);
    assertThat(next.choose(0.09)).isZero();
    assertThat(next.choose(0.11)).isEqualTo(1);
  }

  @Test
  void uniformNearOneNeverGivesATokenOfProbabilityZero() {
    assertThat(next(top(2), 2, 3, 1, 0).choose(NEARLY_ONE)).isEqualTo(1);
    assertThat(next(topP(0.1), 2, 3, 1, 0).choose(NEARLY_ONE)).isEqualTo(1);
    assertThat(next(PLAIN, 0, -2000).choose(NEARLY_ONE)).isZero();
  }

  @Test
  void uniformOfZeroNeverGivesATokenOfProbabilityZero() {
    assertThat(next(PLAIN, -2000, 0).choose(0)).isEqualTo(1);
  }

  @Test
  void greedyShowsOneTokenWithAll() {
    NextTokenDistribution next = likely(SamplingSettings.GREEDY, 0.2, 0.5, 0.3);
    assertThat(next.candidates(2))
        .containsExactly(
            new Candidate(1, next.probability(1), 1, 1),
            new Candidate(2, next.probability(2), 0, 0));
  }

  @Test
  void beliefsAreTheSoftmaxBestFirst() {
    NextTokenDistribution next = likely(PLAIN, 0.2, 0.5, 0.3);
    assertThat(next.likeliest(2)).containsExactly(1, 2);
    assertThat(next.probability(0)).isCloseTo(0.2, within(1e-6));
    assertThat(next.rank(0)).isEqualTo(3);
    double entropy = -(0.2 * Math.log(0.2) + 0.5 * Math.log(0.5) + 0.3 * Math.log(0.3));
    assertThat(next.entropyBits()).isCloseTo(entropy / Math.log(2), within(1e-6));
  }

  @Test
  void keptMassIsWhatTheCutsLeaveOfTheTempered() {
    NextTokenDistribution next = likely(topP(0.7), 0.1, 0.5, 0.3, 0.1);
    assertThat(next.keptProbability()).isCloseTo(0.8, within(1e-6));
    assertThat(next.candidates(4).stream().mapToDouble(Candidate::samplingProbability).sum())
        .isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @CsvSource({"4, 10", "0.001, 500", "1, 5000", "0, 3"})
  void rankingIsThatOfAFullSort(double spread, int count) {
    Random random = new Random(5);
    float[] logits = new float[5_000];
    for (int id = 0; id < logits.length; id++) {
      logits[id] =
          (float) (Math.round(random.nextGaussian() * 100) / 100.0 * spread)
              + 0f; // with ties, and no -0
    }
    int[] sorted =
        IntStream.range(0, logits.length)
            .boxed()
            .sorted((a, b) -> Float.compare(logits[b], logits[a]))
            .mapToInt(Integer::intValue)
            .limit(count)
            .toArray();
    assertThat(new NextTokenDistribution(logits, new int[0], PLAIN).likeliest(count))
        .isEqualTo(sorted);
  }

  @Test
  void otherSettingsGiveWhatAFreshChoiceGives() {
    float[] logits = {0.3f, 2, -1, 1.5f, 0.2f};
    SamplingSettings other = new SamplingSettings(0.7, 4, 0.9, 0.05, 1.3, null);
    List<Candidate> fresh = new NextTokenDistribution(logits, new int[] {1}, other).candidates(5);
    assertThat(new NextTokenDistribution(logits, new int[] {1}, PLAIN).with(other).candidates(5))
        .isEqualTo(fresh);
  }

  @Test
  void aDivergedModelStillEnds() {
    float[] logits = {Float.NaN, Float.NaN, Float.NEGATIVE_INFINITY};
    assertThat(new NextTokenDistribution(logits, new int[0], PLAIN).choose(0.5)).isBetween(0, 2);
  }

  private static SamplingSettings top(int k) {
    return new SamplingSettings(1, k, null, null);
  }

  private static SamplingSettings topP(double p) {
    return new SamplingSettings(1, null, p, null);
  }

  private static NextTokenDistribution next(SamplingSettings settings, float... logits) {
    return new NextTokenDistribution(logits, new int[0], settings);
  }

  private static NextTokenDistribution likely(SamplingSettings settings, double... probabilities) {
    float[] logits = new float[probabilities.length];
    for (int id = 0; id < logits.length; id++) {
      logits[id] = (float) Math.log(probabilities[id]);
    }
    return next(settings, logits);
  }

  private static NavigableSet<Integer> drawn(NextTokenDistribution next) {
    SplittableRandom random = new SplittableRandom(1);
    NavigableSet<Integer> ids = new TreeSet<>();
    Arrays.setAll(new int[DRAWS], i -> ids.add(next.choose(random.nextDouble())) ? 1 : 0);
    return ids;
  }
}
