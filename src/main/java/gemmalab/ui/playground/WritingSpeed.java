package gemmalab.ui.playground;

import gemmalab.generate.GenerationRequest.CacheMode;
import java.util.EnumMap;
import java.util.Map;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;

/** How fast a story is written, with the cache and without, since the app was opened. */
public final class WritingSpeed {

  private final ReadOnlyDoubleWrapper firstTokenMs = new ReadOnlyDoubleWrapper(Double.NaN);
  private final Map<CacheMode, ReadOnlyDoubleWrapper> tokensPerSecond =
      new EnumMap<>(CacheMode.class);
  private CacheMode reading = CacheMode.CACHED;
  private long start;
  private long first;
  private int tokens;

  WritingSpeed() {
    for (CacheMode each : CacheMode.values()) {
      tokensPerSecond.put(each, new ReadOnlyDoubleWrapper(Double.NaN));
    }
  }

  /** From the order to the first token; no number before it. */
  public ReadOnlyDoubleProperty firstTokenMs() {
    return firstTokenMs.getReadOnlyProperty();
  }

  /** Tokens after the first; no number before there are two. */
  public ReadOnlyDoubleProperty tokensPerSecond(CacheMode of) {
    return rate(of).getReadOnlyProperty();
  }

  void start(CacheMode of) {
    reading = of;
    tokens = 0;
    firstTokenMs.set(Double.NaN);
    start = System.nanoTime();
  }

  void token(long nanos) {
    if (tokens++ == 0) {
      first = nanos;
      firstTokenMs.set((first - start) / 1e6);
    } else {
      rate(reading).set((tokens - 1) / ((nanos - first) / 1e9));
    }
  }

  private ReadOnlyDoubleWrapper rate(CacheMode of) {
    return tokensPerSecond.computeIfAbsent(of, each -> new ReadOnlyDoubleWrapper(Double.NaN));
  }
}
