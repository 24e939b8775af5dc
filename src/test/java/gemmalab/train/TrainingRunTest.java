package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import gemmalab.app.Lab;
import gemmalab.app.OpenModel;
import gemmalab.app.ResumeRequest;
import gemmalab.app.TrainingHandle;
import gemmalab.app.TrainingRequest;
import gemmalab.checkpoint.ModelFile;
import gemmalab.generate.FinishReason;
import gemmalab.generate.GeneratedToken;
import gemmalab.generate.GenerationRequest;
import gemmalab.generate.SamplingSettings;
import gemmalab.model.Intervention;
import gemmalab.tensor.ComputeDevice;
import gemmalab.tokenizer.CompactTokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingRunTest {

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
  void runWritesItsFilesAndItsLossFalls() throws IOException {
    start(30, run).end().join();
    assertThat(run.resolve("config.json")).exists();
    assertThat(run.resolve("best/model.safetensors")).exists();
    assertThat(run.resolve("last/optimizer.safetensors")).exists();
    List<Double> losses = losses(events);
    assertThat(losses).hasSize(30);
    assertThat(losses.get(29)).isLessThan(losses.get(0) - 1);
    assertThat(types()).contains("step", "evaluated", "sampled", "saved").endsWith("ended");
    assertThat(Files.readAllLines(run.resolve("samples.jsonl"))).hasSize(2);
  }

  @Test
  void stepsAreWrittenAsLinesOfJson() throws IOException {
    start(2, run).end().join();
    JsonObject step =
        Files.readAllLines(run.resolve("events.jsonl")).stream()
            .map(line -> JsonParser.parseString(line).getAsJsonObject())
            .filter(json -> json.get("type").getAsString().equals("step"))
            .findFirst()
            .orElseThrow();
    assertThat(step.keySet())
        .containsExactlyInAnyOrder(
            "type",
            "step",
            "tokens",
            "elapsed_seconds",
            "train_loss",
            "learning_rate",
            "grad_norm",
            "tokens_per_second");
    assertThat(step.get("tokens").getAsLong()).isEqualTo(2 * 32 * 2);
  }

  @Test
  void sameConfigurationGivesTheSameLosses() {
    start(3, run).end().join();
    List<Double> first = losses(events);
    events.clear();
    start(3, run.resolveSibling("again")).end().join();
    assertThat(losses(events)).isEqualTo(first);
  }

  @Test
  void compactVocabularyIsThatOfTheText() throws IOException {
    TrainConfig config = TinyRun.config(text, 2, TinyRun.model().withVocabSize(1_000));
    lab.training()
        .start(new TrainingRequest(config, ComputeDevice.CPU, run), events::add)
        .end()
        .join();
    List<String> words = List.of(" Once", " upon", " cat", " mat", " happy");
    for (String checkpoint : List.of("best", "last")) {
      CompactTokenizer tokenizer = compactTokenizer(run.resolve(checkpoint));
      assertThat(words).allMatch(word -> tokenizer.encode(word).length == 1);
      assertThat(tokenizer.size()).isLessThan(300);
    }
    int size = compactTokenizer(run.resolve("last")).size();
    assertThat(RunFolder.read(run).config().model().vocabSize()).isEqualTo(size);
  }

  @Test
  void runLeavesAModelAtEachEvaluation() {
    lab.training()
        .start(
            new TrainingRequest(
                TinyRun.config(text, 6, TinyRun.model(), 2), ComputeDevice.CPU, run),
            events::add)
        .end()
        .join();
    List<IntermediateCheckpoint> intermediateCheckpoints =
        RunFolder.read(run).intermediateCheckpoints().list();
    assertThat(intermediateCheckpoints)
        .extracting(IntermediateCheckpoint::step)
        .containsExactly(0, 2, 4, 6);
    OpenModel best = lab.models().open(run.resolve("best"), ComputeDevice.CPU).join();
    assertThat(lab.inspection().history(best).join()).isEqualTo(intermediateCheckpoints);
    double before = lossAt(intermediateCheckpoints.get(0));
    assertThat(lossAt(intermediateCheckpoints.get(3))).isLessThan(before);
  }

  /** A name in other digits sorts otherwise, and cannot be written on every machine. */
  @Test
  void modelsAreNamedInLatinDigitsWhateverTheUsersLanguage() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      lab.training()
          .start(
              new TrainingRequest(
                  TinyRun.config(text, 2, TinyRun.model(), 2), ComputeDevice.CPU, run),
              events::add)
          .end()
          .join();
    } finally {
      Locale.setDefault(before);
    }
    assertThat(run.resolve("checkpoints").toFile().list())
        .containsExactlyInAnyOrder("step-0000000", "step-0000002");
  }

  private double lossAt(IntermediateCheckpoint checkpoint) {
    return lab.inspection()
        .inspectAt(checkpoint, "Once upon a time a cat sat on a mat.", Intervention.NONE)
        .join()
        .loss();
  }

  @Test
  void longRunKeepsItsFirstAndItsNewestModelAndFewBetween() {
    lab.training()
        .start(
            new TrainingRequest(
                TinyRun.config(text, 30, TinyRun.model(), 1), ComputeDevice.CPU, run),
            events::add)
        .end()
        .join();
    List<IntermediateCheckpoint> intermediateCheckpoints =
        RunFolder.read(run).intermediateCheckpoints().list();
    assertThat(intermediateCheckpoints.size())
        .isBetween(IntermediateCheckpoints.MOST / 2, IntermediateCheckpoints.MOST);
    assertThat(intermediateCheckpoints.get(0).step()).isZero();
    assertThat(intermediateCheckpoints.get(intermediateCheckpoints.size() - 1).step())
        .isEqualTo(30);
  }

  @Test
  void resumedRunKeepsItsVocabulary() throws IOException {
    TrainConfig config = TinyRun.config(text, 6, TinyRun.model().withVocabSize(1_000));
    startUntil(3, config, TrainingHandle::stop).end().join();
    CompactTokenizer before = compactTokenizer(run.resolve("last"));
    Files.writeString(text, "Dogs and frogs run around a pond. ".repeat(100));
    TrainingHandle resumed =
        lab.training().resume(new ResumeRequest(run, ComputeDevice.CPU).withAnyText(), events::add);
    OpenModel model = resumed.model().join();
    resumed.end().join();
    assertThat(losses(events)).hasSize(6);
    assertThat(model.config().vocabSize()).isEqualTo(before.size());
    assertThat(compactTokenizer(run.resolve("last")).vocabulary()).isEqualTo(before.vocabulary());
  }

  @Test
  void stoppedRunLeavesACheckpointThatWrites() {
    startUntil(2, TrainingHandle::stop).end().join();
    assertThat(events.get(events.size() - 1))
        .isInstanceOfSatisfying(
            TrainEvent.Ended.class,
            end -> assertThat(end.reason()).isEqualTo(TrainEvent.EndReason.STOPPED));
    OpenModel model = lab.models().open(run.resolve("last"), ComputeDevice.CPU).join();
    List<GeneratedToken> tokens = new CopyOnWriteArrayList<>();
    GenerationRequest request = new GenerationRequest("A cat", 5, SamplingSettings.GREEDY);
    FinishReason end = lab.playground().write(model, request, tokens::add).end().join();
    assertThat(end).isIn(FinishReason.LENGTH, FinishReason.END_OF_TEXT);
    assertThat(tokens).hasSizeLessThanOrEqualTo(5);
  }

  @Test
  void pausedRunRestsUntilItIsResumed() {
    CompletableFuture<Boolean> paused = new CompletableFuture<>();
    TrainingHandle training =
        startUntil(
            2,
            under -> {
              under.pause();
              paused.complete(true);
            });
    assertThat(paused.join()).isTrue();
    for (int turn = 0; turn < 5; turn++) {
      assertThat(lab.threads().join()).isPositive();
    }
    assertThat(losses(events)).hasSize(2);
    assertThat(training.end()).isNotDone();
    training.resume();
    training.end().join();
    assertThat(losses(events)).hasSize(6);
  }

  @Test
  void pausedRunCanBeStopped() {
    CompletableFuture<Boolean> paused = new CompletableFuture<>();
    TrainingHandle training =
        startUntil(
            1,
            under -> {
              under.pause();
              paused.complete(true);
            });
    assertThat(paused.join()).isTrue();
    training.stop();
    training.end().join();
    assertThat(losses(events)).hasSize(1);
    assertThat(run.resolve("last/model.safetensors")).exists();
  }

  @Test
  void askingARunThatIsOverFreesNothingOfItsModel() {
    TrainingHandle training = start(1, run);
    OpenModel model = training.model().join();
    training.end().join();
    training.stop();
    training.resume();
    training.stop();
    GenerationRequest request = new GenerationRequest("A cat", 3, SamplingSettings.GREEDY);
    assertThat(lab.playground().write(model, request, token -> {}).end().join()).isNotNull();
    assertThat(RunLock.isHeld(run)).isFalse();
  }

  @Test
  void closingTheLabSavesTheRunsAtWork() {
    TrainingHandle training = startUntil(2, under -> {});
    training.model().join();
    lab.close();
    assertThat(training.end()).isCompleted();
    RunFolder saved = RunFolder.read(run);
    assertThat(saved.checkpoints().steps()).isEqualTo(losses(events).size());
    assertThat(saved.isRunning()).isFalse();
  }

  @Test
  void modelInTrainingCanBeAsked() {
    TrainingHandle training = start(3, run);
    OpenModel model = training.model().join();
    GenerationRequest request = new GenerationRequest("A cat", 3, SamplingSettings.GREEDY);
    assertThat(lab.playground().write(model, request, token -> {}).end().join()).isNotNull();
    training.end().join();
    assertThat(losses(events)).hasSize(3);
  }

  private TrainingHandle start(int steps, Path folder) {
    TrainConfig config = TinyRun.config(text, steps);
    return lab.training()
        .start(new TrainingRequest(config, ComputeDevice.CPU, folder), events::add);
  }

  /** Starts a run of six updates and does something to it, on the tensor thread, at one. */
  private TrainingHandle startUntil(int step, Consumer<TrainingHandle> then) {
    return startUntil(step, TinyRun.config(text, 6), then);
  }

  private TrainingHandle startUntil(int step, TrainConfig config, Consumer<TrainingHandle> then) {
    CompletableFuture<TrainingHandle> started = new CompletableFuture<>();
    TrainListener listener =
        event -> {
          events.add(event);
          if (event instanceof TrainEvent.Step done && done.step() == step) {
            then.accept(started.join());
          }
        };
    TrainingHandle training =
        lab.training().start(new TrainingRequest(config, ComputeDevice.CPU, run), listener);
    started.complete(training);
    return training;
  }

  private static CompactTokenizer compactTokenizer(Path model) {
    return (CompactTokenizer) ModelFile.locate(model).tokenizer();
  }

  private static List<Double> losses(List<TrainEvent> events) {
    return events.stream()
        .filter(TrainEvent.Step.class::isInstance)
        .map(event -> ((TrainEvent.Step) event).trainLoss())
        .toList();
  }

  private List<String> types() throws IOException {
    return Files.readAllLines(run.resolve("events.jsonl")).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject().get("type").getAsString())
        .distinct()
        .toList();
  }
}
