package gemmalab.data.stories;

/**
 * Random choices that are the same on every platform and Java version (Steele, Lea and Flood, Fast
 * Splittable Pseudorandom Number Generators, OOPSLA 2014).
 */
final class SplitMix64 implements Chooser {

  /** 2^64 divided by the golden ratio, made odd. */
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /** A row of choices of its own for each number of a seed. */
  SplitMix64(long seed, long number) {
    state = mix(mix(seed + GOLDEN_GAMMA) + number * GOLDEN_GAMMA);
  }

  @Override
  public int choose(Odds odds) {
    return odds.optionAt(below(odds.total()));
  }

  /** The upper 32 bits, scaled: the bias is below one in a hundred million. */
  private int below(int bound) {
    state += GOLDEN_GAMMA;
    return (int) (((mix(state) >>> 32) * bound) >>> 32);
  }

  private static long mix(long bits) {
    long mixed = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }
}
