package gemmalab.damage;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What became of a reader's mutants. */
public final class DamageTally {

  /** What can become of one. */
  public enum Outcome {
    OPENED,
    SENTENCE,
    UNCLEAN_SENTENCE,
    OTHER_THROWABLE,
    HANG,
    TOO_MUCH_MEMORY;

    boolean isFault() {
      return this != OPENED && this != SENTENCE;
    }
  }

  private static final int MOST_SHOWN = 8;

  private final Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
  private final List<String> faults = new ArrayList<>();

  void add(Outcome outcome, int mutant, String what) {
    counts.merge(outcome, 1, Integer::sum);
    if (outcome.isFault() && faults.size() < MOST_SHOWN) {
      faults.add(outcome + " of mutant " + mutant + ": " + what);
    }
  }

  public int count(Outcome outcome) {
    return counts.getOrDefault(outcome, 0);
  }

  /** The first faults, in words. */
  public List<String> faults() {
    return faults;
  }

  @Override
  public String toString() {
    return counts + (faults.isEmpty() ? "" : " " + faults);
  }
}
