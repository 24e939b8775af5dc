package gemmalab.inspect.picture;

import gemmalab.picture.Colour;
import java.util.List;

/**
 * The colours of several heads in one picture (Okabe and Ito 2008), all readable on both themes.
 */
public final class HeadColours {

  private static final List<Integer> ALL =
      List.of(0xff1f83c4, 0xffd55e00, 0xff009e73, 0xffc4629a, 0xffb98600, 0xff7a6ff0);

  private HeadColours() {}

  /** The colour of a head, the same in each picture. */
  public static Colour of(int head) {
    return Colour.of(ALL.get(head % ALL.size()));
  }
}
