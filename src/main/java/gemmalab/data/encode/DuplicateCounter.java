package gemmalab.data.encode;

/**
 * Counts documents that came before, by 64-bit hashes, in bounded memory (48 MB). Up to three
 * million different documents the count is exact, but for hashes that agree by chance. Beyond,
 * adaptive sampling: each time the table is full, the half of it goes whose next leading bit is
 * set, and from then on only documents without it are looked at, each of which stands for twice as
 * many (Flajolet, On adaptive sampling, 1990).
 */
final class DuplicateCounter {

  private static final int MOST_SLOTS = 1 << 22;
  private static final int FIRST_SLOTS = 1 << 12;
  private static final double FULL = 0.75;

  private final int mostSlots;
  private long[] hashes = new long[FIRST_SLOTS]; // 0 is an empty slot
  private int[] documents = new int[FIRST_SLOTS];
  private int distinct;
  private long looked;
  private int halvings;

  DuplicateCounter() {
    this(MOST_SLOTS);
  }

  /** For tests, with a smaller table; a power of two. */
  DuplicateCounter(int mostSlots) {
    this.mostSlots = mostSlots;
  }

  void add(long hash) {
    insert(mix(hash), 1);
    if (distinct > hashes.length * FULL) {
      if (hashes.length == mostSlots) {
        halvings++;
        rebuild(mostSlots);
      } else {
        rebuild(hashes.length * 2);
      }
    }
  }

  /** Documents that are equal to an earlier one; an estimate if {@link #isExact} is false. */
  long duplicates() {
    return (looked - distinct) << halvings;
  }

  boolean isExact() {
    return halvings == 0;
  }

  private void insert(long hash, int count) {
    if (halvings > 0 && hash >>> (Long.SIZE - halvings) != 0) {
      return;
    }
    int slot = (int) hash & (hashes.length - 1);
    while (hashes[slot] != 0 && hashes[slot] != hash) {
      slot = (slot + 1) & (hashes.length - 1);
    }
    if (hashes[slot] == 0) {
      hashes[slot] = hash;
      distinct++;
    }
    documents[slot] += count;
    looked += count;
  }

  private void rebuild(int slots) {
    long[] oldHashes = hashes;
    int[] oldDocuments = documents;
    hashes = new long[slots];
    documents = new int[slots];
    distinct = 0;
    looked = 0;
    for (int i = 0; i < oldHashes.length; i++) {
      if (oldHashes[i] != 0) {
        insert(oldHashes[i], oldDocuments[i]);
      }
    }
  }

  /** Spreads a hash over all bits (the finish of MurmurHash3); never 0. */
  private static long mix(long hash) {
    long mixed = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ceb9fe1a85ec53L;
    mixed ^= mixed >>> 33;
    return mixed == 0 ? 1 : mixed;
  }
}
