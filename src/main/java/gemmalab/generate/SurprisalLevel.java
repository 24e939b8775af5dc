package gemmalab.generate;

import gemmalab.picture.Colour.Role;
import java.util.Locale;
import java.util.Optional;

/** Five levels of surprisal, each shaded in its own way. */
public enum SurprisalLevel {
  /** A probability of at least one half. */
  NONE(1, 0),
  LITTLE(2, 1),
  SOME(4, 2),
  MUCH(7, 3),
  /** A probability below 1/128. */
  VERY(Double.POSITIVE_INFINITY, 4);

  private final double bits;
  private final int linePixels;

  SurprisalLevel(double bits, int linePixels) {
    this.bits = bits;
    this.linePixels = linePixels;
  }

  /** The level of a surprisal, -log2 p in bits. */
  public static SurprisalLevel of(double surprisalBits) {
    for (SurprisalLevel step : values()) {
      if (surprisalBits <= step.bits) {
        return step;
      }
    }
    return VERY;
  }

  /** The smallest probability of this level; 0 for the last. */
  public double leastProbability() {
    return Math.pow(2, -bits);
  }

  /** Thickness of the underline of such a token. */
  public int linePixels() {
    return linePixels;
  }

  /** Background colour of such a token; none for the least surprising. */
  public Optional<Role> shade() {
    return switch (this) {
      case NONE -> Optional.empty();
      case LITTLE -> Optional.of(Role.SURPRISAL_LITTLE);
      case SOME -> Optional.of(Role.SURPRISAL_SOME);
      case MUCH -> Optional.of(Role.SURPRISAL_MUCH);
      case VERY -> Optional.of(Role.SURPRISAL_VERY);
    };
  }

  /** Style class of the level, such as {@code surprise-much}. */
  public String style() {
    return "surprise-" + name().toLowerCase(Locale.ROOT);
  }
}
