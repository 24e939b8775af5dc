package gemmalab.tokenizer.gemma;

import com.knuddels.jtokkit.api.IntArrayList;
import java.util.PriorityQueue;

/**
 * The tokens of one text while neighbours are merged. Gemma does not split a text at its spaces, so
 * a text may have a million characters; a queue of what is to be merged keeps that to n log n.
 */
final class Merging {

  private static final int NONE = -1;

  private final Merges merges;
  private final int[] tokens; // NONE where a token went into the one before
  private final int[] next;
  private final int[] previous;
  private final int[] ranks; // of a token and the next one; Merges.NONE if they do not merge
  private final PriorityQueue<Long> queue = new PriorityQueue<>(); // rank, then place

  /**
   * Takes the tokens of the single characters.
   *
   * @param tokens are changed
   */
  Merging(int[] tokens, Merges merges) {
    this.tokens = tokens;
    this.merges = merges;
    next = new int[tokens.length];
    previous = new int[tokens.length];
    ranks = new int[tokens.length];
  }

  /** Merges all that can be, and adds what is left. */
  void run(IntArrayList ids) {
    for (int at = 0; at < tokens.length; at++) {
      previous[at] = at - 1;
      next[at] = at + 1 < tokens.length ? at + 1 : NONE;
      rank(at);
    }
    while (!queue.isEmpty()) {
      long first = queue.remove();
      int at = (int) first;
      if (ranks[at] == first >>> Integer.SIZE) { // else its neighbourhood has changed since
        merge(at);
      }
    }
    for (int at = tokens.length == 0 ? NONE : 0; at != NONE; at = next[at]) {
      ids.add(tokens[at]);
    }
  }

  private void merge(int at) {
    int right = next[at];
    tokens[at] = merges.merged(ranks[at]);
    tokens[right] = NONE;
    ranks[right] = Merges.NONE;
    next[at] = next[right];
    if (next[at] != NONE) {
      previous[next[at]] = at;
    }
    rank(at);
    if (previous[at] != NONE) {
      rank(previous[at]);
    }
  }

  private void rank(int at) {
    ranks[at] = next[at] == NONE ? Merges.NONE : merges.rank(tokens[at], tokens[next[at]]);
    if (ranks[at] != Merges.NONE) {
      queue.add((long) ranks[at] << Integer.SIZE | at);
    }
  }
}
