package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import gemmalab.app.Lab;
import gemmalab.app.ResumeRequest;
import gemmalab.app.ScheduleChange;
import gemmalab.app.TrainingRequest;
import gemmalab.data.source.DataSource;
import gemmalab.tensor.ComputeDevice;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that goes on with more steps, from another place, or with another text. */
class ExtendedRunTest {

  private final Lab lab = Lab.forTerminal();
  private final List<TrainEvent> events = new CopyOnWriteArrayList<>();
  private Path text = Path.of("");
  private Path run = Path.of("");

  @BeforeEach
  void train(@TempDir Path folder) throws IOException {
    text = TinyRun.text(folder);
    run = folder.resolve("run");
    lab.training()
        .start(new TrainingRequest(TinyRun.config(text, 2), ComputeDevice.CPU, run), event -> {})
        .end()
        .join();
  }

  @AfterEach
  void closeLab() {
    lab.close();
  }

  @Test
  void finishedRunGoesOnWithMoreStepsOverALongerSchedule() {
    ResumeRequest longer = request(5, null);
    ScheduleChange change = ScheduleChange.of(longer).orElseThrow();
    resume(longer);

    List<TrainEvent.Step> steps = steps();
    assertThat(steps).extracting(TrainEvent.Step::step).containsExactly(3, 4, 5);
    assertThat(steps.get(0).learningRate()).isEqualTo(change.nextRate());
    assertThat(steps.get(2).learningRate()).isEqualTo(change.lastRate());
    assertThat(RunFolder.read(run).config().schedule().totalSteps()).isEqualTo(5);
    assertThat(RunFolder.read(run).events().read()).hasSizeGreaterThan(10).endsWith(last());
  }

  @Test
  void fewerStepsThanAreDoneAreRefused() {
    assertThatThrownBy(() -> ScheduleChange.of(request(1, null)))
        .isInstanceOf(GemmaException.class)
        .hasMessageContaining("max_steps is 1");
    assertThat(ScheduleChange.of(request(null, null))).isEmpty();
  }

  @Test
  void historyIsToldBeforeTheRunGoesOn() {
    List<TrainEvent> past = new CopyOnWriteArrayList<>();
    lab.training()
        .resume(
            request(3, null),
            new TrainListener() {
              @Override
              public void on(TrainEvent event) {
                events.add(event);
              }

              @Override
              public void history(List<TrainEvent> before) {
                assertThat(events).isEmpty();
                past.addAll(before);
              }
            })
        .end()
        .join();
    assertThat(past).filteredOn(TrainEvent.Step.class::isInstance).hasSize(2);
  }

  @Test
  void textThatHasMovedIsReadWhereItIsNow() throws IOException {
    Path moved = Files.createDirectories(text.resolveSibling("moved")).resolve("cats.txt");
    Files.move(text, moved);
    resume(request(3, DataSource.of(moved.toString())));
    assertThat(steps()).hasSize(1);
    assertThat(RunFolder.read(run).config().data().name()).isEqualTo(moved.toString());
  }

  @Test
  void textThatHasChangedIsToldBeforeTheFirstStepAndTakenIfThatIsMeant() throws IOException {
    Files.writeString(text, "Dogs and frogs run around a pond. ".repeat(100));
    assertThatThrownBy(() -> resume(request(3, null)))
        .hasRootCauseInstanceOf(GemmaException.class)
        .hasMessageContaining("--even-if-the-text-changed");
    assertThat(events).isEmpty();
    assertThat(RunFolder.read(run).config().schedule().totalSteps()).isEqualTo(2);

    resume(request(3, null).withAnyText());
    assertThat(steps()).hasSize(1);
    events.clear();
    resume(request(4, null)); // the new text is now the run's own
    assertThat(steps()).hasSize(1);
  }

  @Test
  void runOfAnEarlierVersionThatKnowsNoTextGoesOn() throws IOException {
    Files.delete(run.resolve("text.json"));
    resume(request(3, null));
    assertThat(steps()).hasSize(1);
    assertThat(run.resolve("text.json")).exists();
  }

  private ResumeRequest request(@Nullable Integer steps, @Nullable DataSource data) {
    return new ResumeRequest(run, ComputeDevice.CPU, steps, data, false);
  }

  private void resume(ResumeRequest request) {
    lab.training().resume(request, events::add).end().join();
  }

  private List<TrainEvent.Step> steps() {
    return events.stream()
        .filter(TrainEvent.Step.class::isInstance)
        .map(TrainEvent.Step.class::cast)
        .toList();
  }

  private TrainEvent last() {
    return events.get(events.size() - 1);
  }
}
