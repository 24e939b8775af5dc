package gemmalab.train;

/**
 * Where the time of a step went, all micro-batches together. On a GPU, work that a phase has only
 * queued counts for the next phase that waits for a result.
 */
public record StepTimes(double forwardMs, double backwardMs, double optimizerMs) {

  static final StepTimes NONE = new StepTimes(0, 0, 0);

  private static final double NANOS_PER_MS = 1e6;

  StepTimes withMicroBatch(long start, long forwardDone, long backwardDone) {
    return new StepTimes(
        forwardMs + (forwardDone - start) / NANOS_PER_MS,
        backwardMs + (backwardDone - forwardDone) / NANOS_PER_MS,
        optimizerMs);
  }

  StepTimes withStep(long start, long done) {
    return new StepTimes(forwardMs, backwardMs, optimizerMs + (done - start) / NANOS_PER_MS);
  }

  public double totalMs() {
    return forwardMs + backwardMs + optimizerMs;
  }
}
