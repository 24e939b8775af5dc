package gemmalab.ui.common;

import java.util.Locale;

/** Numbers as the window shows them: separators of thousands, few digits. */
public final class Numbers {

  private Numbers() {}

  /** 164,654,976. */
  public static String whole(long value) {
    return String.format(Locale.ENGLISH, "%,d", value);
  }

  /** 950, 7.41 K, 165 M: three digits. */
  public static String compact(double value) {
    if (value < 1_000) {
      return digits(value);
    }
    return value < 1e6 ? digits(value / 1e3) + " K" : digits(value / 1e6) + " M";
  }

  /** 512 KB, 32.5 MB, 1.07 GB: three digits. */
  public static String bytes(long bytes) {
    if (bytes < 1e6) {
      return digits(bytes / 1e3) + " KB";
    }
    return bytes < 1e9 ? digits(bytes / 1e6) + " MB" : digits(bytes / 1e9) + " GB";
  }

  /** 581 ms, 2.20 s: three digits. */
  public static String milliseconds(double milliseconds) {
    return milliseconds < 1_000 ? digits(milliseconds) + " ms" : digits(milliseconds / 1e3) + " s";
  }

  /** Four places, or a dash before there is a value. */
  public static String loss(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ENGLISH, "%.3f", value);
  }

  /** 0.42 as 42.0 %. */
  public static String percent(double share) {
    return String.format(Locale.ENGLISH, "%.1f %%", 100 * share);
  }

  private static String digits(double value) {
    String pattern = value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : "%.2f";
    return String.format(Locale.ENGLISH, pattern, value);
  }
}
