package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.train.TinyRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunsCommandTest {

  @TempDir static Path folder;
  private static Path runs = Path.of("");

  @BeforeAll
  static void trainTwice() throws IOException {
    String text = TinyRun.text(folder).toString();
    runs = folder.resolve("runs");
    train(text, "one", "--tensorboard");
    train(text, "two", "--learning_rate", "0.5", "--max_steps", "1");
  }

  private static void train(String text, String name, String... options) {
    Stream<String> fixed =
        Stream.of(
            "train",
            "--data",
            text,
            "--output",
            runs.resolve(name).toString(),
            "--device",
            "cpu",
            "--batch_size",
            "1",
            "--block_size",
            "16",
            "--eval_batches",
            "2");
    Stream<String> steps =
        List.of(options).contains("--max_steps") ? Stream.of() : Stream.of("--max_steps", "2");
    CliRun run =
        CliRun.of(
            Stream.of(fixed, steps, Stream.of(options)).flatMap(x -> x).toArray(String[]::new));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(CommandLineApp.DONE);
  }

  @Test
  void listPrintsALineForEachRun() {
    CliRun list = CliRun.of("runs", "list", runs.toString());
    assertThat(list.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(list.out().lines().toList()).hasSize(3);
    assertThat(list.out().lines().toList().get(1))
        .matches(
            "one +nano +.*cats.txt +2/2 +\\d+\\.\\d{4} \\+- \\d\\.\\d{4} +[\\d,]+ +finished +.*");
  }

  @Test
  void damagedRunsAreListedWithTheReason(@TempDir Path damaged) throws IOException {
    copy(runs.resolve("one"), damaged.resolve("good"));
    copy(runs.resolve("one"), damaged.resolve("config"));
    Files.writeString(damaged.resolve("config/config.json"), "{\"pres");
    copy(runs.resolve("one"), damaged.resolve("none"));
    Files.delete(damaged.resolve("none/config.json"));
    copy(runs.resolve("one"), damaged.resolve("weights"));
    Files.write(damaged.resolve("weights/best/model.safetensors"), new byte[] {1, 2, 3});
    copy(runs.resolve("one"), damaged.resolve("events"));
    Files.writeString(damaged.resolve("events/events.jsonl"), "nonsense\n");
    Files.createDirectory(damaged.resolve("no-run"));

    CliRun list = CliRun.of("runs", "list", damaged.toString());
    assertThat(list.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(list.err()).isEmpty();
    assertThat(list.out().lines().skip(1).map(line -> line.replaceAll(" .*", "")))
        .containsExactly("good", "config", "events", "none", "weights");
    assertThat(list.out())
        .contains("config is damaged: The file")
        .contains("events.jsonl, line 1 is damaged")
        .contains("none is damaged: There is no training run in")
        .contains("weights is damaged: ")
        .doesNotContain("no-run");
  }

  @Test
  void folderWithoutRunsHasOnlyTheHeader(@TempDir Path empty) {
    CliRun list = CliRun.of("runs", "list", empty.toString());
    assertThat(list.out().lines().toList()).hasSize(1);
    CliRun absent = CliRun.of("runs", "list", empty.resolve("absent").toString());
    assertThat(absent.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(absent.err()).contains("absent");
  }

  @Test
  void compareShowsWhatDiffersAndTheLosses() {
    CliRun compare = compare("one", "two");
    assertThat(compare.exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(compare.err()).isEmpty();
    assertThat(compare.out())
        .containsPattern("schedule.max_learning_rate +0.002 +0.5")
        .containsPattern("schedule.total_steps +2 +1")
        .containsPattern("best loss .* [+-]\\d+\\.\\d{4} \\+- \\d\\.\\d{4}")
        .doesNotContain("model.")
        .doesNotContain("block_size");
  }

  @Test
  void runDoesNotDifferFromItself() {
    assertThat(compare("one", "one").out())
        .containsPattern("final loss .* \\+0\\.0000 ")
        .doesNotContain("schedule");
  }

  @Test
  void lossesOfOtherTextsAreSaidNotToCompare(@TempDir Path other) throws IOException {
    copy(runs.resolve("one"), other.resolve("one"));
    Path config = other.resolve("one/config.json");
    Files.writeString(config, Files.readString(config).replace("cats.txt", "dogs.txt"));
    CliRun compare =
        CliRun.of(
            "runs", "compare", runs.resolve("one").toString(), other.resolve("one").toString());
    assertThat(compare.out()).containsPattern("data.name .*cats.txt .*dogs.txt");
    assertThat(compare.err()).contains("not comparable");
  }

  @Test
  void csvHasARowForEachStep() throws IOException {
    Path csv = folder.resolve("new/one.csv");
    CliRun export =
        CliRun.of("runs", "export", runs.resolve("one").toString(), "--output", csv.toString());
    assertThat(export.exitCode()).as(export.err()).isEqualTo(CommandLineApp.DONE);
    String table = Files.readString(csv);
    assertThat(table).endsWith("\r\n");
    List<String[]> rows =
        Stream.of(table.split("\r\n", -1)).map(line -> line.split(",", -1)).limit(4).toList();
    assertThat(rows.get(0))
        .startsWith("step", "tokens", "elapsed_seconds", "train_loss")
        .contains("val_loss", "val_loss_stderr", "tokens_per_second");
    assertThat(rows).allMatch(row -> row.length == rows.get(0).length);
    assertThat(rows.subList(1, 4)).extracting(row -> row[0]).containsExactly("0", "1", "2");
    int trainLoss = List.of(rows.get(0)).indexOf("train_loss");
    int valLoss = List.of(rows.get(0)).indexOf("val_loss");
    assertThat(rows.get(1)[trainLoss]).isEmpty();
    assertThat(Double.parseDouble(rows.get(1)[valLoss])).isPositive();
    assertThat(Double.parseDouble(rows.get(2)[trainLoss])).isPositive();
    assertThat(rows.get(2)[valLoss]).isEmpty();
    assertThat(Double.parseDouble(rows.get(3)[valLoss])).isPositive();
  }

  @Test
  void trainWithTensorBoardAndExportWriteTheSameNumberOfBytes() throws IOException {
    Path exported = folder.resolve("board");
    CliRun export =
        CliRun.of(
            "runs", "export", runs.resolve("one").toString(), "--tensorboard", exported.toString());
    assertThat(export.exitCode()).as(export.err()).isEqualTo(CommandLineApp.DONE);
    assertThat(Files.size(onlyFile(exported)))
        .isEqualTo(Files.size(onlyFile(runs.resolve("one/tensorboard"))));
    assertThat(runs.resolve("two/tensorboard")).doesNotExist();
  }

  @Test
  void secondExportForTensorBoardReplacesTheFirst(@TempDir Path board) throws IOException {
    exportForTensorBoard("one", board);
    byte[] once = Files.readAllBytes(onlyFile(board));
    assertThat(exportForTensorBoard("one", board).exitCode()).isEqualTo(CommandLineApp.DONE);
    assertThat(onlyFile(board)).hasBinaryContent(once);

    CliRun other = exportForTensorBoard("two", board);
    assertThat(other.exitCode()).isEqualTo(CommandLineApp.FAILED);
    assertThat(other.err().lines()).singleElement().asString().contains(board.toString());
    assertThat(onlyFile(board)).hasBinaryContent(once);
  }

  private static CliRun exportForTensorBoard(String run, Path board) {
    String folder = runs.resolve(run).toString();
    return CliRun.of("runs", "export", folder, "--tensorboard", board.toString());
  }

  @Test
  void exportNeedsATarget() {
    CliRun export = CliRun.of("runs", "export", runs.resolve("one").toString());
    assertThat(export.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(export.err()).contains("Try: gemma-lab runs export --help");
    assertThat(CliRun.of("runs").exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
  }

  private static CliRun compare(String first, String second) {
    return CliRun.of(
        "runs", "compare", runs.resolve(first).toString(), runs.resolve(second).toString());
  }

  private static Path onlyFile(Path in) throws IOException {
    try (Stream<Path> inside = Files.list(in)) {
      List<Path> all = inside.toList();
      assertThat(all).hasSize(1);
      return all.get(0);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Files.copy(each, to.resolve(from.relativize(each).toString()));
      }
    }
  }
}
