package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.app.RunSummary;
import gemmalab.train.Python;
import gemmalab.train.RunFolder;
import gemmalab.train.TinyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportCommandTest {

  /** What train.py does around its steps; the weights stay as they are, the moments zero. */
  private static final String RUN =
      """
      import json, shutil, struct, sys
      from pathlib import Path
      from run_folder import RunFolder, read_recipe
      here = Path(sys.argv[1])

      def write_model(into):
          for path in (here / "model").iterdir():
              shutil.copy2(path, into / path.name)

      def write_moments(into):
          with open(here / "model/model.safetensors", "rb") as file:
              header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
          header.pop("__metadata__", None)
          moments, end = {}, 0
          for name, tensor in header.items():
              begin, stop = tensor["data_offsets"]
              for moment in ("first", "second"):
                  offsets = [end, end + stop - begin]
                  moments[f"{name}.{moment}"] = dict(tensor, data_offsets=offsets)
                  end = offsets[1]
          text = json.dumps(moments).encode()
          text += b" " * (-len(text) % 8)
          data = struct.pack("<Q", len(text)) + text + bytes(end)
          (into / "optimizer.safetensors").write_bytes(data)

      folder = RunFolder(here / "run", read_recipe(here / "recipe.json", here / "run"))
      folder.begin()
      progress = folder.evaluated(folder.progress(), [4.0, 4.5, 5.0])
      folder.save(progress, write_model, write_moments)
      best = here / "run/best"
      shutil.rmtree(best)  # as if a kill had come before it was written
      folder.begin()
      assert (best / "model.safetensors").exists()
      assert not (best / "optimizer.safetensors").exists()
      for step in (1, 2):
          progress = dict(progress, step=step, tokens=32 * step, elapsed_seconds=1.5 * step)
          folder.tell("step", progress, train_loss=5.0 - step, learning_rate=1e-3,
                      grad_norm=float("inf") if step == 2 else 1.25, tokens_per_second=20.0)
      progress = folder.evaluated(progress, [3.0, 3.5, 4.0])
      folder.save(progress, write_model, write_moments)
      folder.tell("ended", progress, reason="STOPPED")
      """;

  @TempDir private Path folder;

  @Test
  void runThatAnotherEngineDidHasItsCurveHereAndGoesOn() throws IOException {
    Path export = export("--seed", "3");
    Path run = export.resolve("run");
    Python.run(export, RUN, export.toString());

    RunSummary summary = RunSummary.of(run);
    assertThat(summary.canResume()).isTrue();
    assertThat(summary.steps()).isEqualTo(2);
    assertThat(summary.config().seed()).isEqualTo(3);
    assertThat(summary.best())
        .isEqualTo(summary.last())
        .isNotNull()
        .satisfies(best -> assertThat(best.valLoss()).isEqualTo(3.5))
        .satisfies(best -> assertThat(best.valLossStderr()).isBetween(0.28, 0.29));
    assertThat(RunFolder.read(run).events().read()).hasSize(9);

    CliRun listed = CliRun.of("runs", "list", export.toString());
    assertThat(listed.out()).contains("run", "3.5000");
    CliRun resumed =
        CliRun.of(
            "train",
            "--resume",
            run.toString(),
            "--data",
            export.toString(),
            "--max_steps",
            "3",
            "--device",
            "cpu");
    assertThat(resumed.exitCode()).as(resumed.err()).isEqualTo(CommandLineApp.DONE);
    assertThat(resumed.err()).contains("step 3/3").contains("finished after 3 steps");
    assertThat(RunSummary.of(run).steps()).isEqualTo(3);
  }

  @Test
  void modelThatHasLearnedIsExportedWithItsVocabulary() throws IOException {
    Path first = export();
    Path second = folder.resolve("second");
    CliRun again = run(second, "--model_path", first.resolve("model").toString(), "--seed", "4");
    assertThat(again.exitCode()).as(again.err()).isEqualTo(CommandLineApp.DONE);
    assertThat(again.out()).contains("second is ready: 2 steps");
    for (String name : List.of("model.safetensors", "config.json", "vocabulary.json")) {
      assertThat(second.resolve("model").resolve(name))
          .hasSameBinaryContentAs(first.resolve("model").resolve(name));
    }
    assertThat(Files.readString(second.resolve("recipe.json"))).contains("\"seed\": 4");
  }

  @ParameterizedTest
  @CsvSource({
    "--device cpu,--device",
    "--batch_size auto,batch_size is auto",
    "--tensorboard,--tensorboard",
    "--model_path there --vocabulary full,--vocabulary cannot be combined",
    "--precision fp64,fp64"
  })
  void whatHasNoMeaningIsRefusedByName(String options, String named) {
    List<String> line = new ArrayList<>(List.of("export", "--for-training", "never"));
    line.addAll(List.of(options.split(" ", -1)));
    CliRun run = CliRun.of(line.toArray(String[]::new));
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains(named);
    assertThat(Path.of("never")).doesNotExist();
  }

  @Test
  void folderIsNeeded() {
    CliRun run = CliRun.of("export");
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains("--for-training");
  }

  @Test
  void folderWithFilesIsRefused() throws IOException {
    Files.writeString(folder.resolve("cat.txt"), "a cat");
    CliRun run = run(folder);
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(run.err()).contains("not empty");
  }

  private Path export(String... more) throws IOException {
    TinyRun.text(folder);
    Path export = folder.resolve("export");
    CliRun run = run(export, more);
    assertThat(run.exitCode()).as(run.err()).isEqualTo(CommandLineApp.DONE);
    return export;
  }

  private CliRun run(Path export, String... more) {
    List<String> line = new ArrayList<>(List.of("export", "--for-training", export.toString()));
    line.addAll(List.of("--data", folder.resolve("cats.txt").toString(), "--max_steps", "2"));
    line.addAll(List.of("--batch_size", "1", "--block_size", "16", "--window_start", "anywhere"));
    line.addAll(List.of("--eval_batches", "3", "--precision", "fp32"));
    line.addAll(Arrays.asList(more));
    return CliRun.of(line.toArray(String[]::new));
  }
}
