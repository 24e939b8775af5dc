package gemmalab.cli;

import java.util.Locale;

/** Times a text: how long until the first token, and the speed from there on. */
final class TokenClock {

  private final long start = System.nanoTime();
  private long first;
  private long last;
  private int tokens;

  void tick() {
    last = System.nanoTime();
    if (tokens == 0) {
      first = last;
    }
    tokens++;
  }

  int tokens() {
    return tokens;
  }

  String summary() {
    if (tokens < 2) {
      return tokens + " tokens";
    }
    double perSecond = (tokens - 1) / ((last - first) / 1e9);
    return String.format(
        Locale.ENGLISH,
        "%,d tokens, first after %,d ms, then %.1f tokens/s",
        tokens,
        (first - start) / 1_000_000,
        perSecond);
  }
}
