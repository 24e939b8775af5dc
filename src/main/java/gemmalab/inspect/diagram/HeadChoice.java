package gemmalab.inspect.diagram;

/**
 * Whose attention is shown: that of one head, or of all together.
 *
 * @param head from 0; -1 for all
 */
public record HeadChoice(int head) {

  public static final HeadChoice ALL = new HeadChoice(-1);

  public boolean isAll() {
    return head < 0;
  }
}
