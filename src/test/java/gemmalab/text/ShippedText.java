package gemmalab.text;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * A text that users read.
 *
 * @param place its file, and its key or line there
 * @param key its key in a bundle; empty in a document
 * @param text without the code in a document, which is not prose
 */
record ShippedText(String place, String key, String text) {

  static final String MESSAGES = "src/main/resources/gemmalab/text/messages";
  static final String COMMANDS = "src/main/resources/gemmalab/cli/commands";
  static final String GLOSSARY = "src/main/resources/gemmalab/text/glossary";

  /** All that is shipped in a language. */
  static List<ShippedText> in(Language language) {
    Stream<ShippedText> bundles =
        Stream.of(MESSAGES, COMMANDS, GLOSSARY)
            .flatMap(bundle -> ofBundle(bundle, language).stream());
    Stream<ShippedText> documents =
        language == Language.ENGLISH
            ? Stream.concat(ofDocument("README.md"), ofDocument("src/site/markdown/guide.md"))
            : ofDocument("src/site/markdown/readme_ja.md");
    return Stream.concat(bundles, documents).toList();
  }

  /** The texts of a bundle, with \\u escapes and line breaks as users see them. */
  static List<ShippedText> ofBundle(String bundle, Language language) {
    Path file = Path.of(bundle + (language == Language.ENGLISH ? "" : "_ja") + ".properties");
    Properties texts = load(file);
    return texts.stringPropertyNames().stream()
        .sorted()
        .map(key -> new ShippedText(file.getFileName() + " " + key, key, texts.getProperty(key)))
        .toList();
  }

  /** Whether it is shown through MessageFormat. */
  boolean isPattern() {
    return !place.startsWith("glossary") && !(place.startsWith("commands") && isHelp());
  }

  /** Texts that picocli looks up by itself. */
  private boolean isHelp() {
    return !key.contains(".")
        || key.matches("(gemma-lab|usage|mixinStandardHelpOptions|helpCommand)\\..*");
  }

  private static Stream<ShippedText> ofDocument(String name) {
    Path file = Path.of(name);
    String[] lines = prose(read(file)).split("\n", -1);
    return Stream.iterate(0, line -> line < lines.length, line -> line + 1)
        .map(line -> new ShippedText(file.getFileName() + ":" + (line + 1), "", lines[line]));
  }

  /** Code, addresses and anchors are replaced, lines stay where they are. */
  private static String prose(String markdown) {
    boolean code = false;
    StringBuilder prose = new StringBuilder();
    for (String line : markdown.split("\n", -1)) {
      boolean fence = line.startsWith("```");
      code ^= fence;
      prose.append(code || fence ? "" : line).append('\n');
    }
    return prose.toString().replaceAll("`[^`\n]*`", "code").replaceAll("]\\([^)]*\\)", "]");
  }

  private static Properties load(Path file) {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
