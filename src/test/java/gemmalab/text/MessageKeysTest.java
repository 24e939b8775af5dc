package gemmalab.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every key of the messages is used, and every key that the sources use is there. */
class MessageKeysTest {

  /**
   * Keys that sources build from the constants of an enum: prefix, enum, the constant in the key.
   */
  private record Built(String prefix, String type, UnaryOperator<String> word) {

    static String small(String name) {
      return name.toLowerCase(Locale.ROOT);
    }

    Stream<String> keys() throws ClassNotFoundException {
      return Arrays.stream(Class.forName("gemmalab." + type).getEnumConstants())
          .map(constant -> prefix + word.apply(((Enum<?>) constant).name()));
    }
  }

  /** An enum that got another name gets it here too. */
  private static final List<Built> BUILT =
      List.of(
          new Built("diagram.stage.", "model.ModelStage", Built::small),
          new Built("cli.model.", "app.UsualModel$Reason", Built::small),
          new Built("module.", "inspect.module.ModelModule", Built::small),
          new Built(
              "ui.architecture.page.", "ui.architecture.ArchitectureScreen$Page", name -> name),
          new Built("ui.families.fact.", "ui.architecture.shapes.FamilyFact", Built::small),
          new Built("ui.sizes.number.", "ui.architecture.shapes.ConfigurationNumber", Built::small),
          new Built("ui.attention.pattern.", "inspect.HeadPattern", name -> name),
          new Built("ui.attention.scale.", "inspect.picture.MapScale", name -> name),
          new Built("ui.attention.stage.", "inspect.AttentionStages$Stage", name -> name),
          new Built("ui.attention.view.", "ui.attention.AttentionView$View", name -> name),
          new Built("ui.diagram.hint.", "inspect.diagram.Spot$Depth", name -> name),
          new Built("ui.export.format.", "checkpoint.export.ExportFormat", Built::small),
          new Built("ui.export.note.", "checkpoint.export.ExportNote", Built::small),
          new Built("ui.export.type.", "checkpoint.export.ExportType", Built::small),
          new Built("ui.playground.end.", "generate.FinishReason", Built::small),
          new Built("ui.playground.export.", "generate.StoryExport", Built::small),
          new Built(
              "ui.playground.settings.",
              "ui.playground.SamplingControls$SamplingPreset",
              Built::small),
          new Built("ui.report.verdict.", "checkpoint.names.FitReport$Verdict", Built::small),
          new Built("ui.screen.", "ui.shell.Destination", Built::small),
          new Built("ui.start.door.", "ui.start.StartAction", Built::small),
          new Built("ui.status.", "ui.training.TrainingViewModel$State", Built::small),
          new Built("ui.training.run.", "ui.training.RunState", Built::small),
          new Built("ui.training.side.", "ui.training.RunsViewModel$Side", Built::small));

  /** What follows the key of a control, a part, a pattern or a question. */
  private static final Pattern FOLLOWS =
      Pattern.compile("(.+)\\.(help|about|rule|text|title|yes|no)");

  /** Groups that are in the messages alone; others have a namesake among the commands or files. */
  private static final Pattern KEY =
      Pattern.compile("(ui|diagram|lint|picture|cli|error|duration)(\\.\\w+)+");

  private static final Pattern LITERAL = Pattern.compile("\"([\\w.]+)\"");

  /** The literals of each source. */
  private static final Map<Path, Set<String>> SOURCES = new HashMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
        SOURCES.put(file, literals(Files.readString(file)));
      }
    }
  }

  @Test
  void everyKeyIsUsed() throws Exception {
    Set<String> built = built();
    assertThat(keys(ShippedText.MESSAGES)).filteredOn(key -> !isUsed(key, built)).isEmpty();
  }

  @Test
  void everyUsedKeyIsThere() {
    Set<String> keys = keys(ShippedText.MESSAGES);
    assertThat(SOURCES.values().stream().flatMap(Collection::stream))
        .filteredOn(literal -> KEY.matcher(literal).matches())
        .allMatch(literal -> isKeyOrBeginsSome(literal, keys));
  }

  @Test
  void everyKeyOfACommandIsThere() {
    Set<String> keys = keys(ShippedText.COMMANDS);
    Set<String> groups =
        keys.stream().map(key -> key.split("\\.", 2)[0]).collect(Collectors.toSet());
    keys.addAll(keys(ShippedText.MESSAGES));
    assertThat(
            SOURCES.entrySet().stream()
                .filter(source -> source.getKey().toString().contains("cli"))
                .flatMap(source -> source.getValue().stream()))
        .filteredOn(literal -> literal.contains(".") && !literal.endsWith("."))
        .filteredOn(literal -> groups.contains(literal.split("\\.", 2)[0]))
        .allMatch(literal -> isKeyOrBeginsSome(literal, keys));
  }

  @Test
  void everyConstantThatIsSaidHasItsWord() throws Exception {
    assertThat(keys(ShippedText.MESSAGES)).containsAll(built());
  }

  @Test
  void whatFollowsOneConstantFollowsAll() throws Exception {
    Set<String> keys = keys(ShippedText.MESSAGES);
    for (Built group : BUILT) {
      for (String end : List.of(".rule", ".about", ".text")) {
        List<String> followed = group.keys().filter(key -> keys.contains(key + end)).toList();
        if (!followed.isEmpty()) {
          assertThat(followed).containsExactlyElementsOf(group.keys().toList());
        }
      }
    }
  }

  private static boolean isUsed(String key, Set<String> built) {
    if (built.contains(key) || isLiteral(key) || isJoined(key)) {
      return true;
    }
    var follows = FOLLOWS.matcher(key);
    return follows.matches() && isUsed(follows.group(1), built);
  }

  private static boolean isLiteral(String text) {
    return SOURCES.values().stream().anyMatch(literals -> literals.contains(text));
  }

  /** One source has a prefix with a dot at its end, and the last word or a number to put behind. */
  private static boolean isJoined(String key) {
    int dot = key.lastIndexOf('.') + 1;
    String word = key.substring(dot);
    return SOURCES.values().stream()
        .filter(literals -> literals.contains(key.substring(0, dot)))
        .anyMatch(literals -> literals.contains(word) || word.matches("\\d+"));
  }

  private static boolean isKeyOrBeginsSome(String literal, Set<String> keys) {
    return keys.contains(literal)
        || keys.stream()
            .anyMatch(key -> key.startsWith(literal.endsWith(".") ? literal : literal + "."));
  }

  private static Set<String> built() throws ClassNotFoundException {
    Set<String> keys = new TreeSet<>();
    for (Built group : BUILT) {
      group.keys().forEach(keys::add);
    }
    return keys;
  }

  private static Set<String> keys(String bundle) {
    return ShippedText.ofBundle(bundle, Language.ENGLISH).stream()
        .map(ShippedText::key)
        .collect(Collectors.toSet());
  }

  private static Set<String> literals(String source) {
    return LITERAL
        .matcher(source)
        .results()
        .map((MatchResult m) -> m.group(1))
        .collect(Collectors.toSet());
  }
}
