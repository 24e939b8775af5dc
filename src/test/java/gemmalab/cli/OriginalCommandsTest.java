package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.types.Shape;
import ai.djl.util.cuda.CudaUtils;
import gemmalab.checkpoint.export.RandomModels;
import gemmalab.checkpoint.names.KeyFamily;
import gemmalab.checkpoint.names.ModelShapes;
import gemmalab.checkpoint.pickle.StateDictForms;
import gemmalab.model.GemmaConfig;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.train.TinyRun;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The commands of the original's page, in a folder with the file that its training leaves. */
class OriginalCommandsTest {

  private static final String FILE = "best_model_params.pt";
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|\\S+");
  private static final String SCRIPT = "uv run src/gemma_3_270m_inference.py";

  /** As the page has them. */
  private static final List<String> LINES =
      List.of(
          "uv run src/gemma_3_270m_inference.py",
          "uv run src/gemma_3_270m_inference.py --prompt \"Once upon a time\"",
          "uv run src/gemma_3_270m_inference.py --max_tokens 60",
          "uv run src/gemma_3_270m_inference.py --device cuda",
          "uv run src/gemma_3_270m_inference.py --prompt \"A little girl\" --temperature 0.8",
          "uv run src/gemma_3_270m_inference.py --prompt \"Once upon a time\" --top_k 50",
          "uv run src/gemma_3_270m_inference.py --prompt \"Grandmother was telling\""
              + " --max_tokens 100 --temperature 0.9 --top_k 40");

  @TempDir private Path folder;

  @Test
  void eachCommandOfThePageWritesWithTheFileOfItsFolder() throws Exception {
    writeModel(StateDictForms.PLAIN);
    List<CliRun> runs = runHere();
    assertThat(runs).hasSize(LINES.size());
    for (int i = 0; i < runs.size(); i++) {
      String line = LINES.get(i);
      CliRun run = runs.get(i);
      if (line.contains("cuda") && !CudaUtils.hasCuda()) {
        assertThat(run.exitCode()).as(line).isNotZero();
        assertThat(run.err()).as(line).containsIgnoringCase("cuda").doesNotContain("Exception");
      } else {
        assertThat(run.exitCode()).as(line + run.err()).isZero();
        assertThat(run.out()).as(line).startsWith(promptOf(line)).hasSizeGreaterThan(30);
        assertThat(run.err()).as(line).contains(FILE).contains("context 32768");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void fileMayBeInEachFormInWhichScriptsSaveIt(StateDictForms form) throws IOException {
    String file = writeModel(form).toString();
    String[] greedy = "generate --greedy --max_tokens 8 --model_path".split(" ");
    CliRun run = CliRun.of(with(greedy, file));
    assertThat(run.exitCode()).as(run.err()).isZero();
    CliRun plain = CliRun.of(with(greedy, writeModel(StateDictForms.PLAIN).toString()));
    assertThat(run.out()).startsWith("Once upon a time").isEqualTo(plain.out());
  }

  @Test
  void trainingOfThePageRunsWithoutOptionsThatItDoesNotHave() throws IOException {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    CommandLineApp.create(nowhere, nowhere).parseArgs("train");
    CliRun run =
        CliRun.of(
            ("train --max_steps 1 --batch_size 1 --block_size 16 --eval_batches 1 --data "
                    + TinyRun.text(folder)
                    + " --output "
                    + folder.resolve("run"))
                .split(" "));
    assertThat(run.exitCode()).as(run.err()).isZero();
  }

  @Test
  void whatABareFileDoesNotSayIsToldByDescribe() throws IOException {
    CliRun run = CliRun.of("describe", writeModel(StateDictForms.PLAIN).toString());
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("no config.json", "context 32768", "sliding window 512")
        .contains("RoPE base 10000 in local layers", "RoPE base 1000000 in global layers")
        .contains("rms_norm_eps 1e-6", "query_pre_attn_scalar 16")
        .contains("tokenizer: GPT-2, 50,257 tokens");
  }

  @Test
  void whatAConfigurationSaysIsNotAssumed() {
    CliRun run = CliRun.of("describe", "models/tale-nano");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).contains("tokenizer: compact").doesNotContain("assumed");
  }

  private static String[] with(String[] arguments, String last) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.add(last);
    return all.toArray(String[]::new);
  }

  private static String promptOf(String line) {
    List<String> arguments = arguments(line);
    int at = arguments.indexOf("--prompt");
    return at < 0 ? "Once upon a time" : arguments.get(at + 1);
  }

  private static List<String> arguments(String line) {
    return ARGUMENT.matcher(line).results().map(OriginalCommandsTest::unquoted).toList();
  }

  private static String unquoted(MatchResult argument) {
    return argument.group(1) == null ? argument.group() : argument.group(1);
  }

  private Path writeModel(StateDictForms form) throws IOException {
    GemmaConfig config = config();
    Map<String, Shape> shapes = new LinkedHashMap<>();
    ModelShapes.of(config).forEach((name, shape) -> shapes.put(KeyFamily.ORIGINAL.of(name), shape));
    Path path = Files.createDirectories(folder.resolve(form.name())).resolve(FILE);
    form.write(path, shapes, RandomModels.numbers(shapes, 0.1f, 0));
    return path;
  }

  private static GemmaConfig config() {
    return new GemmaConfig(
        Gpt2Tokenizer.SIZE,
        32_768,
        32,
        64,
        2,
        1,
        16,
        GemmaConfig.fiveSlidingOneFull(2),
        512,
        10_000,
        1_000_000,
        16,
        1e-6,
        false,
        GemmaConfig.NO_PADDING);
  }

  /** The class path from any folder. */
  private static String classPath() {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(System.getProperty("java.class.path"))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** Runs all lines in the folder of the file, in one process. */
  private List<CliRun> runHere() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Duser.home=" + Files.createDirectory(folder.resolve("home")));
    command.add("-cp");
    command.add(classPath());
    command.add(CommandLines.class.getName());
    for (String line : LINES) {
      List<String> arguments = arguments(line.replace(SCRIPT, "generate"));
      command.add(String.join("\t", arguments));
    }
    Path out = folder.resolve("out.txt");
    int exitCode =
        new ProcessBuilder(command)
            .directory(folder.resolve(StateDictForms.PLAIN.name()).toFile())
            .redirectOutput(out.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    assertThat(exitCode).isZero();
    String[] parts = Files.readString(out, StandardCharsets.UTF_8).split(CommandLines.END, -1);
    List<CliRun> runs = new ArrayList<>();
    for (int i = 0; i + 2 < parts.length; i += 3) {
      runs.add(new CliRun(Integer.parseInt(parts[i].strip()), parts[i + 1], parts[i + 2]));
    }
    return runs;
  }
}
