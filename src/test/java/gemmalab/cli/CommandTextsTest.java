package gemmalab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import gemmalab.checkpoint.export.ExportNote;
import gemmalab.checkpoint.names.FitReport.Verdict;
import gemmalab.data.PreparationProgress;
import gemmalab.generate.FinishReason;
import gemmalab.inspect.HeadPattern;
import gemmalab.inspect.picture.InspectionTables;
import gemmalab.text.Language;
import gemmalab.train.TrainEvent.EndReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** Help and messages stand in the bundles, in both languages, and nowhere else. */
class CommandTextsTest {

  private static final ResourceBundle ENGLISH = new CliText(Language.ENGLISH).help();
  private static final ResourceBundle JAPANESE = new CliText(Language.JAPANESE).help();
  private static final Predicate<String> IN_JAPANESE =
      Pattern.compile("[\\p{IsHiragana}\\p{IsKatakana}]").asPredicate();
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d|\\$\\{[^}]*}|%n");
  private static final Path SOURCES = Path.of("src/main/java/gemmalab/cli");

  @Test
  void bothLanguagesHaveTheSameKeysAndPlaceholders() {
    assertThat(JAPANESE.keySet()).isEqualTo(ENGLISH.keySet());
    assertThat(ENGLISH.keySet())
        .allSatisfy(
            key ->
                assertThat(placeholders(JAPANESE.getString(key)))
                    .isEqualTo(placeholders(ENGLISH.getString(key))));
  }

  @ParameterizedTest
  @EnumSource
  void everythingInHelpHasADescription(Language language) {
    CommandLine line = line();
    if (language == Language.JAPANESE) {
      line.parseArgs("--language", "ja");
    }
    boolean japanese = language == Language.JAPANESE;
    assertThat(commands(line.getCommandSpec()))
        .hasSizeGreaterThan(14)
        .allSatisfy(
            command -> {
              assertThat(String.join("", command.usageMessage().description()))
                  .as(command.qualifiedName())
                  .isNotBlank()
                  .matches(text -> IN_JAPANESE.test(text) == japanese);
              assertThat(command.args()).allSatisfy(arg -> assertDescribed(command, arg, japanese));
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "help train --language ja",
        "help --language ja train",
        "train --help --language ja",
        "train --language=ja --help",
        "--language ja train --help"
      })
  void helpIsInTheLanguageAskedFor(String line) {
    CliRun run = CliRun.of(line.split(" ", -1));
    assertThat(run.exitCode()).as(run.err()).isEqualTo(CommandLineApp.DONE);
    assertThat(run.out()).contains("使い方: gemma-lab train", "学習率の最大値");
  }

  @Test
  void helpIsInEnglishOtherwise() {
    String help = CliRun.of("help", "train").out();
    assertThat(help).contains("Usage: gemma-lab train", "Peak learning rate", "--language=en|ja");
    assertThat(help).matches(IN_JAPANESE.negate());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train --device tpu --language ja",
        "--language ja train --device tpu",
        "train --resume some-run --clip 1 --language ja",
        "runs --language ja"
      })
  void refusalsAreInTheLanguageAskedFor(String line) {
    CliRun run = CliRun.of(line.split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err().lines()).hasSize(2).allMatch(IN_JAPANESE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--language fr train", "describe --language fr", "help --language EN"})
  void anUnknownLanguageIsRefusedByName(String line) {
    CliRun run = CliRun.of(line.split(" ", -1));
    assertThat(run.exitCode()).isEqualTo(CommandLineApp.WRONG_USAGE);
    assertThat(run.err()).contains("There is no language \"" + (line.endsWith("EN") ? "EN" : "fr"));
  }

  @Test
  void eachKeyOfMessagesIsUsed() {
    String sources = sources();
    Set<String> patterns =
        Arrays.stream(HeadPattern.values())
            .map(each -> "attention.pattern." + InspectionTables.name(each))
            .collect(Collectors.toSet());
    Set<String> words = words("generate.end", FinishReason.values());
    words.addAll(words("describe.verdict", Verdict.values()));
    words.addAll(words("convert.note", ExportNote.values()));
    words.addAll(words("preparation", PreparationProgress.Stage.values()));
    words.addAll(words("run.end", EndReason.values()));
    assertThat(ENGLISH.keySet()).containsAll(patterns).containsAll(words);
    assertThat(messages())
        .hasSizeGreaterThan(70)
        .filteredOn(key -> !patterns.contains(key) && !words.contains(key))
        .filteredOn(key -> !key.matches("parity\\.(absolute|relative|identical)"))
        .filteredOn(key -> !key.matches("run\\.(name|preset|text|started)"))
        .allMatch(key -> sources.contains("\"" + key + "\""));
  }

  @Test
  void sourcesHoldNoDescriptions() {
    assertThat(sources()).doesNotContain("description =", "header =", "footer =");
  }

  private static void assertDescribed(CommandSpec command, ArgSpec arg, boolean japanese) {
    assertThat(String.join("", arg.description()))
        .as("%s %s", command.qualifiedName(), arg)
        .isNotBlank()
        .matches(text -> IN_JAPANESE.test(text) == japanese);
  }

  /** Those that the commands print. */
  private static List<String> messages() {
    return ENGLISH.keySet().stream()
        .filter(key -> key.contains("."))
        .filter(key -> !key.matches("(gemma-lab|usage|mixinStandardHelpOptions|helpCommand)\\..*"))
        .toList();
  }

  private static Set<String> words(String group, Enum<?>[] constants) {
    return Arrays.stream(constants)
        .map(each -> group + "." + each.name().toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> placeholders(String text) {
    return PLACEHOLDER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static CommandLine line() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return CommandLineApp.create(nowhere, nowhere);
  }

  private static List<CommandSpec> commands(CommandSpec from) {
    return Stream.concat(
            Stream.of(from),
            from.subcommands().values().stream()
                .flatMap(each -> commands(each.getCommandSpec()).stream()))
        .toList();
  }

  private static String sources() {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files.map(CommandTextsTest::read).collect(Collectors.joining());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
