package gemmalab;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.cli.CliRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the README runs, and prints what the README quotes. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final Path JAPANESE = Path.of("src/site/markdown/readme_ja.md");
  private static final Path BUNDLED_MODEL = Path.of("models/tale-nano/README.md");
  private static final Path GUIDE = Path.of("src/site/markdown/guide.md");

  /** The README trains for minutes; a few small steps run the same code. */
  private static final List<String> FEW_STEPS =
      List.of("--max_steps", "2", "--batch_size", "1", "--eval_batches", "1");

  /** A hundred stories take minutes, and the README leaves their counts out. */
  private static final List<String> TWO_STORIES = List.of("--stories", "2");

  private static final Pattern OF_THE_MACHINE = Pattern.compile("[\\d,.]+(?= tokens/s)");
  private static final Pattern OF_THE_STORIES =
      Pattern.compile("(?<=\\S )[ \\d]+(?=\\n|$)|(?m)^\\d+(?= stories from)");

  private static final Map<List<String>, CliRun> RUNS = new HashMap<>();

  @TempDir static Path folder;

  static Stream<QuotedCommand> commands() {
    return QuotedCommand.in(README).stream();
  }

  static Stream<QuotedCommand> commandsOfTheBundledModel() {
    return QuotedCommand.in(BUNDLED_MODEL).stream().filter(ReadmeTest::doesNotTrain);
  }

  static Stream<QuotedCommand> commandsOfTheGuide() {
    return QuotedCommand.in(GUIDE).stream()
        .filter(command -> command.arguments().get(0).equals("prepare"));
  }

  @ParameterizedTest
  @MethodSource({"commands", "commandsOfTheGuide"})
  void commandPrintsWhatIsQuoted(QuotedCommand command) {
    assertThat(run(command)).containsPattern(command.printed(OF_THE_MACHINE));
  }

  @ParameterizedTest
  @MethodSource("commandsOfTheBundledModel")
  void commandOfTheBundledModelPrintsWhatIsQuoted(QuotedCommand command) {
    assertThat(run(command)).containsPattern(command.printed(OF_THE_STORIES));
  }

  @Test
  void japaneseReadmeHasTheSameCommands() {
    assertThat(QuotedCommand.in(JAPANESE)).isEqualTo(QuotedCommand.in(README)).isNotEmpty();
    assertThat(QuotedCommand.buildLinesIn(JAPANESE)).isEqualTo(QuotedCommand.buildLinesIn(README));
  }

  @Test
  void buildServerRunsTheCommandsOfTheBuild() throws IOException {
    String workflow =
        Files.readString(Path.of(".github/workflows/build.yml")).replace(" -B -ntp", "");
    assertThat(QuotedCommand.buildLinesIn(README)).isNotEmpty().allMatch(workflow::contains);
  }

  private static boolean doesNotTrain(QuotedCommand command) {
    return !command.arguments().get(0).equals("train");
  }

  /** Standard output, then standard error; the same command is run once. */
  private static String run(QuotedCommand command) {
    CliRun run =
        RUNS.computeIfAbsent(command.arguments(), arguments -> CliRun.of(runnable(arguments)));
    assertThat(run.exitCode()).as(run.err()).isZero();
    return (run.out() + run.err()).replace("\r\n", "\n");
  }

  /** The same command, with its folders in a temporary one, and short. */
  private static String[] runnable(List<String> quoted) {
    List<String> arguments = new ArrayList<>(quoted);
    String command = arguments.get(0);
    for (int i = 1; i < arguments.size(); i++) {
      switch (arguments.get(i - 1)) {
        case "--output", "--resume" ->
            arguments.set(i, folder.resolve(arguments.get(i)).toString());
        case "--max_steps" -> arguments.set(i, "3");
        default -> {}
      }
    }
    if (command.equals("evaluate")) {
      arguments.addAll(TWO_STORIES);
    } else if (command.equals("train") && !arguments.contains("--resume")) {
      arguments.addAll(FEW_STEPS);
    }
    return arguments.toArray(String[]::new);
  }
}
