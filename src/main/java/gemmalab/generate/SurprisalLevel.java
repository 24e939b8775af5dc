package gemmalab.generate;

import gemmalab.picture.Colour.Role;
import java.util.Locale;
import java.util.Optional;

/** How much a token surprises, in five steps: each is shaded in its own way. */
public enum SurprisalLevel {
  /** At least an even chance. */
  NONE(1, 0),
  LITTLE(2, 1),
  SOME(4, 2),
  MUCH(7, 3),
  /** Less than one in 128. */
  VERY(Double.POSITIVE_INFINITY, 4);

  private final double bits;
  private final int linePixels;

  SurprisalLevel(double bits, int linePixels) {
    this.bits = bits;
    this.linePixels = linePixels;
  }

  /** The step of -log2 p. */
  public static SurprisalLevel of(double surprisalBits) {
    for (SurprisalLevel step : values()) {
      if (surprisalBits <= step.bits) {
        return step;
      }
    }
    return VERY;
  }

  /** The probability from which on a token belongs to this step; 0 for the last. */
  public double leastProbability() {
    return Math.pow(2, -bits);
  }

  /** Thickness of the line below a token of this step. */
  public int linePixels() {
    return linePixels;
  }

  /** The colour behind a token of this step; none behind the least surprising. */
  public Optional<Role> shade() {
    return switch (this) {
      case NONE -> Optional.empty();
      case LITTLE -> Optional.of(Role.SURPRISAL_LITTLE);
      case SOME -> Optional.of(Role.SURPRISAL_SOME);
      case MUCH -> Optional.of(Role.SURPRISAL_MUCH);
      case VERY -> Optional.of(Role.SURPRISAL_VERY);
    };
  }

  /** The name of the step's look: {@code surprise-much}. */
  public String style() {
    return "surprise-" + name().toLowerCase(Locale.ROOT);
  }
}
