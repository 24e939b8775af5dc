package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.ModelFolder;
import gemmalab.data.WindowStart;
import gemmalab.model.Gemma3Model;
import gemmalab.model.TinyModels;
import gemmalab.tensor.TensorEngine;
import gemmalab.tensor.TensorThread;
import gemmalab.tensor.TensorTurns;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.train.RunFolder;
import gemmalab.train.TinyRun;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainAndGenerateTest {

  @Test
  void generateWritesThePromptAndWhatFollows(@TempDir Path folder) {
    writeModel(folder);
    CliRun run = generate(folder, "--max_tokens", "3", "--seed", "1");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out()).startsWith("A cat").hasSizeGreaterThan("A cat\n".length());
    assertThat(run.err()).contains("3 tokens").contains("ended: maximum length reached");
  }

  @Test
  void sameSeedPrintsTheSameText(@TempDir Path folder) {
    writeModel(folder);
    String first = generate(folder, "--max-tokens", "5", "--seed", "1").out();
    assertThat(generate(folder, "--max-tokens", "5", "--seed", "1").out()).isEqualTo(first);
  }

  @Test
  void greedyIsATemperatureOfZero(@TempDir Path folder) {
    writeModel(folder);
    String greedy = generate(folder, "--max_tokens", "5", "--greedy").out();
    assertThat(generate(folder, "--max_tokens", "5", "--temperature", "0").out()).isEqualTo(greedy);
  }

  @Test
  void tooLongPromptPrintsNothing(@TempDir Path folder) {
    writeModel(folder);
    String prompt = "cat ".repeat(100).strip();
    CliRun run = CliRun.of("generate", "--model_path", folder.toString(), "--prompt", prompt);
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).contains("100 tokens").contains("96");
  }

  @Test
  void trainedNanoCanBeResumedAndWrites(@TempDir Path folder) throws IOException {
    String run = folder.resolve("run").toString();
    String text = TinyRun.text(folder).toString();
    CliRun trained =
        CliRun.of(
            "train",
            "--data",
            text,
            "--output",
            run,
            "--max_steps",
            "1",
            "--batch-size",
            "1",
            "--block_size",
            "16",
            "--window_start",
            "anywhere",
            "--eval-batches",
            "1",
            "--device",
            "cpu");
    assertThat(trained.exitCode()).as(trained.err()).isEqualTo(CommandLineApp.DONE);
    assertThat(trained.err()).contains("step 1/1").contains("finished after 1 step,");
    assertThat(RunFolder.read(Path.of(run)).config().batch().windowStart())
        .isEqualTo(WindowStart.ANYWHERE);
    assertThat(CliRun.of("train", "--resume", run).exitCode()).isEqualTo(CommandLineApp.DONE);
    Path best = folder.resolve("run/best");
    assertThat(best.resolve("vocabulary.json")).exists();
    CliRun spelt = generateFrom(best, "A 猫 😀", "--max_tokens", "2");
    assertThat(spelt.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(spelt.out()).startsWith("A 猫 😀");
  }

  @Test
  void nanoTrainsWithTheFullVocabularyToo(@TempDir Path folder) throws IOException {
    Path text = TinyRun.text(folder);
    CliRun trained =
        CliRun.of(
            "train --vocabulary full --data %s --output %s --max_steps 1 --batch_size 1"
                .formatted(text, folder.resolve("run"))
                .concat(" --block_size 16 --eval_batches 1 --device cpu")
                .split(" "));
    assertThat(trained.exitCode()).as(trained.err()).isEqualTo(CommandLineApp.DONE);
    assertThat(ModelFile.locate(folder.resolve("run/best")).config().vocabSize()).isEqualTo(50_257);
  }

  private static CliRun generate(Path model, String... options) {
    return generateFrom(model, "A cat", options);
  }

  private static CliRun generateFrom(Path model, String prompt, String... options) {
    String[] start = {"generate", "--model_path", model.toString(), "--prompt", prompt};
    String[] all = java.util.Arrays.copyOf(start, start.length + options.length);
    System.arraycopy(options, 0, all, start.length, options.length);
    return CliRun.of(all);
  }

  private static void writeModel(Path folder) {
    try (TensorThread thread = TensorThread.start()) {
      boolean written =
          thread
              .call(
                  () -> {
                    TensorEngine engine = TensorEngine.onThisThread();
                    try (Gemma3Model model = TinyModels.random(engine, TinyRun.model())) {
                      ModelFolder.write(
                          model, new Gpt2Tokenizer(), folder, TensorTurns.onThisThread());
                    }
                    return true;
                  })
              .join();
      assertThat(written).isTrue();
    }
  }
}
