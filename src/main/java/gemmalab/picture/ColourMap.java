package gemmalab.picture;

/** Colours for values from 0 to 1, blended between anchors at equal distances. */
final class ColourMap {

  private static final int STEPS = 256;
  private final int[] pixels = new int[STEPS];

  ColourMap(int... anchors) {
    for (int step = 0; step < STEPS; step++) {
      double place = (double) step / (STEPS - 1) * (anchors.length - 1);
      int below = (int) Math.min(place, anchors.length - 2);
      pixels[step] = blend(anchors[below], anchors[below + 1], place - below);
    }
  }

  int argb(double value) {
    return pixels[(int) Math.max(0, Math.min(STEPS - 1, Math.round(value * (STEPS - 1))))];
  }

  private static int blend(int from, int to, double share) {
    int blended = 0xff000000;
    for (int shift = 0; shift <= 16; shift += 8) {
      int low = (from >> shift) & 0xff;
      int high = (to >> shift) & 0xff;
      blended |= (int) Math.round(low + (high - low) * share) << shift;
    }
    return blended;
  }
}
