package gemmalab.app;

import gemmalab.train.RunFolder;
import gemmalab.train.TrainEvent;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Two runs side by side.
 *
 * @param settings that are not the same in both
 */
public record RunComparison(RunSummary first, RunSummary second, List<Setting> settings) {

  private static final String ABSENT = "-";

  /** A value of the configuration by its dotted key; "-" where a run has none. */
  public record Setting(String key, String first, String second) {}

  /**
   * A difference of two validation losses, the second less the first, with its standard error: the
   * two errors taken as independent. Where both runs were tested on the same windows they are not,
   * and the true error is smaller.
   */
  public record LossDifference(double value, double standardError) {}

  /**
   * Compares two runs on disk; needs no engine.
   *
   * @throws gemmalab.text.GemmaException if one of them is damaged
   */
  public static RunComparison of(Path first, Path second) {
    return new RunComparison(
        RunSummary.of(first),
        RunSummary.of(second),
        different(RunFolder.read(first).settings(), RunFolder.read(second).settings()));
  }

  /** Whether losses in nats a token mean the same in both: the same texts in the same tokens. */
  public boolean lossesCompare() {
    return first.config().data().equals(second.config().data())
        && first.config().model().vocabSize() == second.config().model().vocabSize();
  }

  public @Nullable LossDifference best() {
    return difference(first.best(), second.best());
  }

  public @Nullable LossDifference last() {
    return difference(first.last(), second.last());
  }

  private static @Nullable LossDifference difference(
      TrainEvent.@Nullable Evaluated first, TrainEvent.@Nullable Evaluated second) {
    return first == null || second == null
        ? null
        : new LossDifference(
            second.valLoss() - first.valLoss(),
            Math.hypot(first.valLossStderr(), second.valLossStderr()));
  }

  private static List<Setting> different(Map<String, String> first, Map<String, String> second) {
    Set<String> keys = new LinkedHashSet<>(first.keySet());
    keys.addAll(second.keySet());
    return keys.stream()
        .map(
            key ->
                new Setting(key, first.getOrDefault(key, ABSENT), second.getOrDefault(key, ABSENT)))
        .filter(setting -> !setting.first().equals(setting.second()))
        .toList();
  }
}
