package gemmalab.data;

/**
 * Windows for one pass: for each token the one that follows it.
 *
 * @param inputs [batch][block] token ids
 * @param targets the same, one token later
 */
public record Batch(int[][] inputs, int[][] targets) {

  public int tokens() {
    return inputs.length * inputs[0].length;
  }
}
