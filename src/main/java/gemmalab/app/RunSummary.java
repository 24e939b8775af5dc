package gemmalab.app;

import gemmalab.train.RunCheckpoints;
import gemmalab.train.RunFolder;
import gemmalab.train.TrainConfig;
import gemmalab.train.TrainEvent;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * A run in a few numbers.
 *
 * @param steps done so far, whether or not a checkpoint holds them
 * @param best evaluation of the checkpoint {@code best}, or null
 * @param last evaluation, or null
 * @param tokensPerSecond median of all steps
 * @param running whether a process works on it now
 * @param lacksMoments whether its last checkpoint has a model alone, without what the optimizer
 *     knew
 * @param end how it ended; null if it runs or was killed
 */
public record RunSummary(
    Path folder,
    TrainConfig config,
    Instant started,
    int steps,
    TrainEvent.@Nullable Evaluated best,
    TrainEvent.@Nullable Evaluated last,
    OptionalDouble tokensPerSecond,
    boolean running,
    boolean lacksMoments,
    TrainEvent.@Nullable EndReason end)
    implements RunEntry {

  /**
   * Reads a run's folder; needs no engine.
   *
   * @throws gemmalab.text.GemmaException naming what is missing or damaged
   */
  public static RunSummary of(Path folder) {
    RunFolder run = RunFolder.read(folder);
    return of(run, run.events().read());
  }

  static RunSummary of(RunFolder run, List<TrainEvent> events) {
    boolean running = run.isRunning();
    if (!running) {
      run.checkpoints().requireWhole();
    }
    List<TrainEvent.Evaluated> evaluations = all(events, TrainEvent.Evaluated.class);
    return new RunSummary(
        run.path(),
        run.config(),
        run.started(),
        events.isEmpty() ? 0 : events.get(events.size() - 1).step(),
        best(events, evaluations),
        evaluations.isEmpty() ? null : evaluations.get(evaluations.size() - 1),
        median(all(events, TrainEvent.Step.class)),
        running,
        !running && run.checkpoints().lackMoments(),
        end(events));
  }

  /** Whether it was stopped or broke off, so that it can go on where its last checkpoint is. */
  public boolean canResume() {
    return !running && !lacksMoments && (end == null || end == TrainEvent.EndReason.STOPPED);
  }

  /** The evaluation of the checkpoint {@code best}: the lowest beyond noise. */
  private static TrainEvent.@Nullable Evaluated best(
      List<TrainEvent> events, List<TrainEvent.Evaluated> evaluations) {
    int step =
        all(events, TrainEvent.Saved.class).stream()
            .filter(saved -> saved.checkpoint().equals(RunCheckpoints.BEST))
            .mapToInt(TrainEvent.Saved::step)
            .reduce(-1, (earlier, later) -> later);
    return evaluations.stream()
        .filter(evaluation -> evaluation.step() == step)
        .findFirst()
        .orElse(null);
  }

  private static TrainEvent.@Nullable EndReason end(List<TrainEvent> events) {
    return !events.isEmpty() && events.get(events.size() - 1) instanceof TrainEvent.Ended ended
        ? ended.reason()
        : null;
  }

  private static OptionalDouble median(List<TrainEvent.Step> steps) {
    double[] sorted =
        steps.stream().mapToDouble(TrainEvent.Step::tokensPerSecond).sorted().toArray();
    return sorted.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sorted[sorted.length / 2]);
  }

  private static <T extends TrainEvent> List<T> all(List<TrainEvent> events, Class<T> type) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
