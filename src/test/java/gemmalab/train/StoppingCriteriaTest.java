package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.app.Lab;
import gemmalab.app.TrainingHandle;
import gemmalab.app.TrainingRequest;
import gemmalab.tensor.ComputeDevice;
import gemmalab.train.TrainEvent.EndReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoppingCriteriaTest {

  private final Lab lab = Lab.forTerminal();
  private final List<TrainEvent> events = new CopyOnWriteArrayList<>();
  private Path text = Path.of("");
  private Path run = Path.of("");

  @BeforeEach
  void writeText(@TempDir Path folder) throws IOException {
    text = TinyRun.text(folder);
    run = folder.resolve("run");
  }

  @AfterEach
  void closeLab() {
    lab.close();
  }

  @Test
  void runEndsAtTheFirstEvaluationBelowTheTarget() {
    assertThat(end(config(1e-2, new StoppingCriteria(0, 8, 0))))
        .isEqualTo(EndReason.TARGET_REACHED);
    List<TrainEvent.Evaluated> evaluations = evaluations();
    int last = evaluations.size() - 1;
    assertThat(evaluations.get(last).valLoss()).isLessThanOrEqualTo(8);
    assertThat(evaluations.subList(0, last)).allMatch(earlier -> earlier.valLoss() > 8);
    assertThat(evaluations.get(last).step()).isLessThan(200);
  }

  @Test
  void runEndsWhenPatienceIsOver() {
    assertThat(end(config(1e-12, new StoppingCriteria(3, 0, 0)))).isEqualTo(EndReason.NO_PROGRESS);
    assertThat(evaluations()).hasSize(4); // the first is the best, three bring nothing
    assertThat(run.resolve("best/model.safetensors")).exists();
  }

  @Test
  void runEndsWhenItsTimeIsUpWithALastEvaluation() {
    assertThat(end(config(1e-3, new StoppingCriteria(0, 0, 1e-5)))).isEqualTo(EndReason.TIME_UP);
    assertThat(evaluations()).isNotEmpty();
    assertThat(run.resolve("last/model.safetensors")).exists();
  }

  @Test
  void lossThatIsNoNumberEndsTheRunAndLeavesTheLastCheckpointWhole() {
    assertThat(end(config(1e30, StoppingCriteria.NONE))).isEqualTo(EndReason.DIVERGED);
    TrainEvent.Step last = last(TrainEvent.Step.class);
    assertThat(Double.isFinite(last.trainLoss()) && Double.isFinite(last.gradNorm())).isFalse();
    assertThat(last.divergence(last.trainLoss()))
        .hasMessageContaining("step " + last.step())
        .hasMessageContaining("1.00e+30")
        .hasMessageContaining("gradient norm NaN");
    assertThat(lab.models().open(run.resolve("last"), ComputeDevice.CPU).join()).isNotNull();
    assertThat(last(TrainEvent.Saved.class).step()).isLessThan(last.step());
  }

  @Test
  void evaluationThatIsNoNumberEndsTheRunBeforeItSavesWhatGaveIt() {
    assertThat(end(config(1e38, StoppingCriteria.NONE, 1))).isEqualTo(EndReason.DIVERGED);
    assertThat(last(TrainEvent.Step.class).trainLoss()).isFinite();
    assertThat(last(TrainEvent.Evaluated.class).valLoss()).isNaN();
    assertThat(last(TrainEvent.Saved.class).step()).isZero();
  }

  @Test
  void aRuleBelowZeroIsRefused() {
    assertThatThrownBy(() -> new StoppingCriteria(-1, 0, 0)).hasMessageContaining("patience is -1");
    assertThatThrownBy(() -> new StoppingCriteria(0, Double.NaN, 0))
        .hasMessageContaining("target_loss");
  }

  private TrainConfig config(double peak, StoppingCriteria stop) {
    return config(peak, stop, 2);
  }

  private TrainConfig config(double peak, StoppingCriteria stop, int evalInterval) {
    TrainConfig tiny = TinyRun.config(text, 200, TinyRun.model(), evalInterval);
    return new TrainConfig(
        tiny.preset(),
        tiny.recipe(),
        tiny.data(),
        tiny.model(),
        tiny.batch(),
        new LearningRateSchedule(peak, peak, 0, 200),
        tiny.optimizer(),
        tiny.evaluation(),
        stop,
        tiny.seed(),
        tiny.precision());
  }

  private EndReason end(TrainConfig config) {
    TrainingHandle training =
        lab.training().start(new TrainingRequest(config, ComputeDevice.CPU, run), events::add);
    training.end().join();
    return last(TrainEvent.Ended.class).reason();
  }

  private List<TrainEvent.Evaluated> evaluations() {
    return events.stream()
        .filter(TrainEvent.Evaluated.class::isInstance)
        .map(TrainEvent.Evaluated.class::cast)
        .toList();
  }

  private <T extends TrainEvent> T last(Class<T> type) {
    return events.stream()
        .filter(type::isInstance)
        .map(type::cast)
        .reduce((earlier, later) -> later)
        .orElseThrow();
  }
}
