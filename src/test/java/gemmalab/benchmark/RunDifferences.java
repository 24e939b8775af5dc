package gemmalab.benchmark;

import gemmalab.train.RunFolder;
import gemmalab.train.TrainEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What a run has otherwise than another one, down to the last bit. */
final class RunDifferences {

  private RunDifferences() {}

  /**
   * Names of what differs: the history, weights, moments of the optimizer, intermediate
   * checkpoints.
   */
  static List<String> between(Path run, Path other) throws IOException {
    List<String> differences = new ArrayList<>();
    if (!numbers(run).equals(numbers(other))) {
      differences.add("events.jsonl");
    }
    if (!tensors(run).equals(tensors(other))) {
      differences.add("the files of tensors");
      return differences;
    }
    for (String file : tensors(run)) {
      if (Files.mismatch(run.resolve(file), other.resolve(file)) >= 0) {
        differences.add(file);
      }
    }
    return differences;
  }

  static List<String> tensors(Path run) throws IOException {
    try (Stream<Path> all = Files.walk(run)) {
      return all.filter(path -> path.toString().endsWith(".safetensors"))
          .map(path -> run.relativize(path).toString())
          .sorted()
          .toList();
    }
  }

  /** Losses, learning rates, norms and texts, with every bit. */
  static List<String> numbers(Path run) {
    List<String> numbers = new ArrayList<>();
    for (TrainEvent event : RunFolder.read(run).events().read()) {
      if (event instanceof TrainEvent.Step step) {
        numbers.add(step.step() + " loss " + step.trainLoss());
        numbers.add(step.step() + " learning rate " + step.learningRate());
        numbers.add(step.step() + " gradient norm " + step.gradNorm());
      } else if (event instanceof TrainEvent.Evaluated evaluated) {
        numbers.add(evaluated.step() + " validation loss " + evaluated.valLoss());
      } else if (event instanceof TrainEvent.Sampled sampled) {
        numbers.add(sampled.step() + " text " + sampled.text());
      }
    }
    return numbers;
  }

  /** Bytes of the history, whose end may be half a line; 0 if there is none. */
  static long historyBytes(Path run) {
    Path events = run.resolve("events.jsonl");
    try {
      return Files.exists(events) ? Files.size(events) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
