package gemmalab.train;

/**
 * Where a run stands. Batches follow from the seed and the number of the update, so this and the
 * weights and moments are all that it takes to go on.
 *
 * @param elapsedSeconds time in its own slices, pauses left out
 */
record RunProgress(int update, long tokens, double elapsedSeconds, double bestLoss) {

  static final RunProgress START = new RunProgress(0, 0, 0, Double.MAX_VALUE);

  RunProgress after(double seconds) {
    return new RunProgress(update, tokens, elapsedSeconds + seconds, bestLoss);
  }

  RunProgress updated(long newTokens) {
    return new RunProgress(update + 1, tokens + newTokens, elapsedSeconds, bestLoss);
  }

  RunProgress withBest(double loss) {
    return new RunProgress(update, tokens, elapsedSeconds, loss);
  }
}
