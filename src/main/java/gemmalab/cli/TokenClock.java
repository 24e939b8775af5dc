package gemmalab.cli;

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

  String summary(CliText text) {
    if (tokens < 2) {
      return text.format("generate.tokens", tokens);
    }
    double perSecond = (tokens - 1) / ((last - first) / 1e9);
    return text.format("generate.speed", tokens, (first - start) / 1_000_000, perSecond);
  }
}
