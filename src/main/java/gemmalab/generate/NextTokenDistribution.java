package gemmalab.generate;

import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The distribution that the next token is drawn from, in three stages:
 *
 * <pre>
 * logits -> softmax                            model probability
 *        -> repetition penalty, temperature    scaled probability
 *        -> top-k, top-p, min-p                sampling probability
 * </pre>
 *
 * <p>The order is Hugging Face's. Each filter keeps the top of the ranking, so together they come
 * down to one number: how many tokens are kept.
 */
public final class NextTokenDistribution {

  private final Logits logits;
  private final int[] text;
  private final double penalty;
  private final Logits adjusted;
  private final double[] weights;
  private final double weightSum;
  private final int keptCount;
  private final double keptSum;

  /**
   * A candidate token.
   *
   * @param modelProbability softmax of the logits
   * @param scaledProbability after repetition penalty and temperature
   * @param samplingProbability after filtering; 0 if it was filtered out
   */
  public record Candidate(
      int id, double modelProbability, double scaledProbability, double samplingProbability) {}

  /**
   * Computes the distribution of one position.
   *
   * @param logits the model's logits [V]
   * @param text ids of the tokens before the position
   */
  public NextTokenDistribution(float[] logits, int[] text, SamplingSettings settings) {
    this(new Logits(logits), text.clone(), settings, null);
  }

  private NextTokenDistribution(
      Logits logits,
      int[] text,
      SamplingSettings settings,
      @Nullable NextTokenDistribution before) {
    this.logits = logits;
    this.text = text;
    penalty = settings.repetitionPenalty();
    adjusted = before != null && before.penalty == penalty ? before.adjusted : adjusted();
    weights = adjusted.weights(settings.temperature());
    weightSum = sum(weights);
    keptCount = cut(settings);
    keptSum = keptCount == size() ? weightSum : best(keptCount);
  }

  /** The same position with other settings; the model does not run again. */
  public NextTokenDistribution with(SamplingSettings settings) {
    return new NextTokenDistribution(logits, text, settings, this);
  }

  /** Size of the vocabulary. */
  public int size() {
    return logits.size();
  }

  /**
   * Draws a token.
   *
   * @param uniform a number from [0, 1); the same number draws the same token
   */
  public int choose(double uniform) {
    double target = uniform * keptSum;
    double reached = 0;
    int chosen = adjusted.id(0);
    for (int id = 0; id < size() && reached <= target; id++) {
      if (weights[id] > 0 && isKept(id)) {
        reached += weights[id];
        chosen = id;
      }
    }
    return chosen;
  }

  /** The model's probability of a token. */
  public double probability(int id) {
    return logits.probability(id);
  }

  /** The rank of a token by the model's probability, from 1. */
  public int rank(int id) {
    return 1 + logits.rankOf(id);
  }

  /** The entropy of the model's distribution: 0 bits if it is certain, 1 for two equal chances. */
  public double entropyBits() {
    return logits.entropyBits();
  }

  /** The most probable tokens by the model, best first. */
  public int[] likeliest(int count) {
    return IntStream.range(0, Math.min(count, size())).map(logits::id).toArray();
  }

  /** The best tokens by scaled probability, best first, with all three probabilities. */
  public List<Candidate> candidates(int count) {
    return IntStream.range(0, Math.min(count, size())).mapToObj(this::candidate).toList();
  }

  /** The number of tokens left after filtering. */
  public int keptCount() {
    return keptCount;
  }

  /** The scaled probability mass left after filtering. */
  public double keptProbability() {
    return keptSum / weightSum;
  }

  private Logits adjusted() {
    return penalty == 1 ? logits : logits.penalized(text, penalty);
  }

  private Candidate candidate(int rank) {
    int id = adjusted.id(rank);
    double kept = rank < keptCount ? weights[id] / keptSum : 0;
    return new Candidate(id, probability(id), weights[id] / weightSum, kept);
  }

  private boolean isKept(int id) {
    return keptCount == size() || adjusted.key(id) <= adjusted.key(adjusted.id(keptCount - 1));
  }

  private int cut(SamplingSettings settings) {
    if (settings.temperature() == 0) {
      return 1;
    }
    int count = settings.topK() == null ? size() : withTies(settings.topK());
    if (settings.topP() != null && settings.topP() < 1) {
      count = fewestThatReach(settings.topP(), count);
    }
    return settings.minP() == null ? count : atLeast(settings.minP(), count);
  }

  private int withTies(int topK) {
    int count = Math.min(topK, size());
    double last = adjusted.value(adjusted.id(count - 1));
    while (count < size() && adjusted.value(adjusted.id(count)) == last) {
      count++;
    }
    return count;
  }

  private int fewestThatReach(double share, int among) {
    double enough = share * (among == size() ? weightSum : best(among));
    double reached = 0;
    int count = 0;
    while (count < among && reached < enough) {
      reached += weights[adjusted.id(count++)];
    }
    return count;
  }

  private int atLeast(double shareOfBest, int among) {
    double least = shareOfBest * weights[adjusted.id(0)];
    int count = 1;
    while (count < among && weights[adjusted.id(count)] >= least) {
      count++;
    }
    return count;
  }

  private double best(int count) {
    double sum = 0;
    for (int rank = 0; rank < count; rank++) {
      sum += weights[adjusted.id(rank)];
    }
    return sum;
  }

  private static double sum(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum;
  }
}
