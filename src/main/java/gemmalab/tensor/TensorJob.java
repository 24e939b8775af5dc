package gemmalab.tensor;

/** Long work on the tensor thread, done a slice at a time so that other work gets its turn. */
@FunctionalInterface
public interface TensorJob {

  /**
   * Does the next slice, such as one micro-batch or one token.
   *
   * @return true if there is more to do
   * @throws Exception to end the job as failed
   */
  boolean runSlice() throws Exception;
}
