package gemmalab.ui.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import gemmalab.app.Lab;
import gemmalab.app.RunSummary;
import gemmalab.app.WeightlessModels;
import gemmalab.text.Language;
import gemmalab.ui.common.ManualUiThread;
import gemmalab.ui.common.Texts;
import gemmalab.ui.shell.ErrorNotifications;
import gemmalab.ui.shell.OpenModelState;
import gemmalab.ui.training.RunsViewModel.Side;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on disk in the training screen's state, without a window and without the engine. */
class RunsViewModelTest {

  private static final int MANY = 100_000;

  @TempDir Path folder;

  private final ManualUiThread ui = new ManualUiThread();
  private final Lab lab = Lab.forWindow(); // its engine never loads
  private final ErrorNotifications errors = new ErrorNotifications(new Texts(Language.ENGLISH));
  private TrainingViewModel training;
  private RunsViewModel runs;

  @BeforeEach
  void make() {
    training = viewModel(folder);
    runs = training.pastRuns();
  }

  private TrainingViewModel viewModel(Path runsFolder) {
    OpenModelState openModel = new OpenModelState(new WeightlessModels(), ui, errors);
    return new TrainingViewModel(
        lab.training(), openModel, errors, (question, yes) -> {}, ui, runsFolder);
  }

  @AfterEach
  void close() {
    lab.close();
  }

  @Test
  void aRunThatTrainPyMadeIsShownWithItsCurvesAndNumbers() throws Exception {
    Path run = TorchRun.copy(folder, "from-torch");

    show(run);

    WatchedRun seen = training.seen().getValue();
    assertThat(seen.trainLoss().size()).isEqualTo(20);
    assertThat(seen.validationLoss().thinned(100)[0]).containsExactly(0, 10, 20);
    TrainingNumbers numbers = seen.numbers().get();
    assertThat(numbers.over()).isTrue();
    assertThat(numbers.step()).isEqualTo(20);
    assertThat(numbers.valLoss()).isCloseTo(6.2540, within(1e-3));
    assertThat(numbers.elapsedSeconds()).isCloseTo(1.8616, within(1e-3));
    assertThat(seen.samples()).isEmpty();
  }

  @Test
  void closingLeadsBackToTheRunOfTheMoment() throws Exception {
    show(TorchRun.copy(folder, "from-torch"));

    runs.side().set(Side.FORM);

    assertThat(training.seen().getValue()).isSameAs(training.run());
    assertThat(runs.shown().get()).isNull();
  }

  @Test
  void theFormLetsARunOfTheDiskGo() throws Exception {
    Path run = TorchRun.copy(folder, "from-torch");

    training.show(run);
    runs.side().set(Side.FORM); // before it has been read
    for (int i = 0; i < 20; i++) {
      ui.frame();
      Thread.sleep(10);
    }

    assertThat(runs.shown().get()).isNull();
    assertThat(runs.reading().get()).isNull();
  }

  @Test
  void allRunsAreListedAndThoseThatBrokeOffCanGoOn() throws Exception {
    TorchRun.copy(folder, "finished");
    TorchRun.interrupted(folder, "interrupted");
    Files.writeString(TorchRun.copy(folder, "damaged").resolve("events.jsonl"), "nonsense\n");

    runs.visit();
    ui.await(() -> runs.listed().get());

    assertThat(runs.entries())
        .extracting(RunState::of)
        .containsExactlyInAnyOrder(RunState.FINISHED, RunState.INTERRUPTED, RunState.DAMAGED);
    assertThat(RunState.of(runs.entries().get(2))).isEqualTo(RunState.DAMAGED);
    assertThat(training.unfinished())
        .extracting(run -> String.valueOf(run.folder().getFileName()))
        .containsExactly("interrupted");
  }

  @Test
  void aRunWhoseCheckpointHasNoMomentsIsShownButCannotGoOn() throws Exception {
    Path run = TorchRun.interrupted(folder, "copied");
    Files.writeString(
        Files.createDirectories(run.resolve("last")).resolve("progress.json"),
        "{\"step\": 10, \"tokens\": 5120, \"elapsed_seconds\": 1.1, \"best\": {\"losses\": []},"
            + " \"best_step\": -1, \"latest\": {\"losses\": []}, \"latest_step\": -1,"
            + " \"evaluations_without_best\": 0, \"events_bytes\": 0}");
    Files.copy(
        Path.of("models/tale-nano/best/model.safetensors"), run.resolve("last/model.safetensors"));

    show(run);

    assertThat(shown().canResume()).isFalse();
    assertThat(training.seen().getValue().trainLoss().size()).isEqualTo(10);
    assertThat(training.unfinished()).isEmpty();
  }

  @Test
  void withoutTheFolderOfRunsTheListIsEmpty() throws Exception {
    RunsViewModel none = viewModel(folder.resolve("absent")).pastRuns();

    none.visit();
    ui.await(() -> none.listed().get());

    assertThat(none.entries()).isEmpty();
  }

  @Test
  void anExportOfAnotherPlaceIsShownByItsRunAndJoinsTheList() throws Exception {
    Path export = Files.createDirectory(folder.resolve("elsewhere"));
    Path run = TorchRun.copy(export, "run");
    Path usual = Files.createDirectory(folder.resolve("runs"));
    training = viewModel(usual);
    runs = training.pastRuns();

    show(export);
    ui.await(() -> runs.listed().get() && !runs.entries().isEmpty());

    assertThat(shown().folder()).isEqualTo(run);
    assertThat(runs.entries()).singleElement().extracting("folder").isEqualTo(run);
  }

  @Test
  void aFolderWithoutARunIsSaidToHaveNone() throws Exception {
    training.show(folder);
    ui.await(() -> !errors.sentence().get().isEmpty());

    assertThat(errors.sentence().get()).contains("no training run").contains(folder.toString());
    assertThat(runs.shown().get()).isNull();
    assertThat(runs.reading().get()).isNull();
  }

  /** What reads it is another thread; this one only takes the result. */
  @Test
  void aRunOfManyStepsDoesNotHoldTheWindow() throws Exception {
    Path run = TorchRun.copy(folder, "long");
    writeLong(run);

    long asked = System.nanoTime();
    training.show(run);
    long asking = System.nanoTime() - asked;
    long longest = 0;
    while (runs.shown().get() == null) {
      Thread.sleep(1);
      long start = System.nanoTime();
      ui.frame();
      longest = Math.max(longest, System.nanoTime() - start);
    }

    assertThat(training.seen().getValue().trainLoss().size()).isEqualTo(MANY);
    System.out.printf(
        "asking %.2f ms, longest frame %.2f ms, in all %.0f ms%n",
        asking / 1e6, longest / 1e6, (System.nanoTime() - asked) / 1e6);
    assertThat(Math.max(asking, longest)).isLessThan(100_000_000L); // 16 when nothing else runs
  }

  private static void writeLong(Path run) throws IOException {
    Files.writeString(
        run.resolve("events.jsonl"),
        IntStream.rangeClosed(1, MANY)
            .mapToObj(RunsViewModelTest::line)
            .collect(Collectors.joining("\n", "", "\n")));
  }

  private static String line(int step) {
    return "{\"type\":\"step\",\"step\":"
        + step
        + ",\"tokens\":"
        + 512L * step
        + ",\"elapsed_seconds\":"
        + step
        + ".5,\"train_loss\":2.71828182,\"learning_rate\":0.0015500000000000002,"
        + "\"grad_norm\":4.075427055358887,\"tokens_per_second\":13450.327009755749}";
  }

  private void show(Path run) throws InterruptedException {
    training.show(run);
    ui.await(() -> runs.shown().get() != null);
  }

  private RunSummary shown() {
    PastRun past = runs.shown().get();
    assertThat(past).isNotNull();
    return past.summary();
  }
}
