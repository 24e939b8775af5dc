package gemmalab.train;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.data.Batch;
import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.WindowStart;
import gemmalab.data.tokens.TokenFolder;
import gemmalab.model.ModelPreset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code windows.py} cuts the windows that a run here would learn from, in the same order. */
class ExportedWindowsTest {

  private static final int END_OF_TEXT = 0;
  private static final int MICRO_BATCHES = 40;
  private static final TokenSequence TRAINING = documents(3_017);
  private static final TokenSequence VALIDATION = documents(1_000);

  private static final String PRINT_WINDOWS =
      """
      import json, sys
      from windows import Windows
      folder, count = sys.argv[1:]
      windows = Windows(folder, json.load(open(folder + "/recipe.json")))
      for index in range(int(count)):
          print(windows.training_window(index))
      for batch in windows.validation_batches():
          print(*batch, sep="\\n")
      """;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void windowsAreThoseOfARunHere(WindowStart start) throws IOException {
    TrainConfig config =
        Recipe.SOUND
            .config(ModelPreset.NANO, TrainConfig.DEFAULT_DATA)
            .withBatch(new BatchPlan(4, 32, 3, start));
    TokenizedCorpus corpus = new TokenizedCorpus(TRAINING, VALIDATION);
    writeTokens(corpus);
    ExportedRecipe recipe =
        new ExportedRecipe(config, TextFingerprint.of(corpus), END_OF_TEXT, 0.5);
    Files.writeString(folder.resolve("recipe.json"), RunJson.pretty(recipe));

    TrainingText text = new TrainingText(config, corpus, END_OF_TEXT);
    List<String> expected = new ArrayList<>();
    IntStream.range(0, MICRO_BATCHES)
        .mapToObj(text::training)
        .forEach(batch -> windows(batch).forEach(expected::add));
    text.validation().forEach(batch -> windows(batch).forEach(expected::add));
    assertThat(
            Python.run(
                Python.SOURCES,
                PRINT_WINDOWS,
                folder.toString(),
                String.valueOf(MICRO_BATCHES * 4)))
        .isEqualTo(expected);
  }

  private void writeTokens(TokenizedCorpus corpus) throws IOException {
    TokenFolder.writeInto(
        folder,
        100,
        (training, validation) -> {
          training.append(corpus.training().range(0, (int) corpus.training().length()));
          validation.append(corpus.validation().range(0, (int) corpus.validation().length()));
          return true;
        });
  }

  private static Stream<String> windows(Batch batch) {
    return IntStream.range(0, batch.inputs().length)
        .mapToObj(
            row -> {
              int[] inputs = batch.inputs()[row];
              int[] window = Arrays.copyOf(inputs, inputs.length + 1);
              window[inputs.length] = batch.targets()[row][inputs.length - 1];
              return Arrays.toString(window);
            });
  }

  /** Documents of 19 and more tokens, each ended. */
  private static TokenSequence documents(int count) {
    return TokenSequence.of(
        IntStream.range(0, count)
            .map(i -> i % 20 == 19 && i % 3 != 0 ? END_OF_TEXT : i % 97 + 1)
            .toArray());
  }
}
