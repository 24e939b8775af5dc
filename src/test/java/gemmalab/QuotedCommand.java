package gemmalab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A Gemma Lab command line in a Markdown document.
 *
 * @param output what the document quotes below it; empty if nothing
 */
record QuotedCommand(List<String> arguments, String output) {

  private static final String PROMPT = "$ java -jar target/gemma-lab.jar ";
  private static final Pattern COMMENT = Pattern.compile("\\s+#\\s.*$");
  private static final Pattern ARGUMENT = Pattern.compile("\"([^\"]*)\"|\\S+");
  private static final Pattern BLOCK =
      Pattern.compile("^```(\\w*)\\R(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** All command lines of a document, in its order. */
  static List<QuotedCommand> in(Path document) {
    return blocks(document).stream()
        .flatMap(block -> Pattern.compile("^(?=\\$ )", Pattern.MULTILINE).splitAsStream(block))
        .filter(text -> text.startsWith(PROMPT))
        .map(QuotedCommand::parse)
        .toList();
  }

  /** The other lines of the document's shell blocks: those of the build. */
  static List<String> buildLinesIn(Path document) {
    return blocks(document).stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith("mvn "))
        .map(line -> COMMENT.matcher(line).replaceFirst(""))
        .toList();
  }

  private static QuotedCommand parse(String text) {
    int end = text.indexOf('\n');
    String line = COMMENT.matcher(text.substring(PROMPT.length(), end)).replaceFirst("");
    return new QuotedCommand(
        ARGUMENT.matcher(line).results().map(QuotedCommand::unquoted).toList(),
        text.substring(end).strip());
  }

  private static String unquoted(MatchResult argument) {
    return argument.group(1) == null ? argument.group() : argument.group(1);
  }

  private static List<String> blocks(Path document) {
    try {
      String text = Files.readString(document).replace("\r\n", "\n");
      List<String> blocks = new ArrayList<>();
      BLOCK.matcher(text).results().forEach(block -> blocks.add(block.group(2)));
      return blocks;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Matches what was printed. The document may leave out a part as {@code [...]} and break a long
   * line at a space; everything else stands as printed.
   *
   * @param free what may differ, since it depends on the machine or on a shorter run
   */
  Pattern printed(Pattern free) {
    StringBuilder pattern = new StringBuilder();
    int end = 0;
    for (MatchResult match : free.matcher(output).results().toList()) {
      pattern.append(literal(output.substring(end, match.start()))).append("[\\d,. ]+");
      end = match.end();
    }
    return Pattern.compile(pattern.append(literal(output.substring(end))).toString());
  }

  private static String literal(String quoted) {
    return quoted
        .replaceAll("[\\W&&\\S&&\\p{ASCII}]", "\\\\$0")
        .replaceAll("\\s*\\\\\\[\\\\\\.\\\\\\.\\\\\\.\\\\\\]\\s*", "(?s:.*)")
        .replace("\n", "[\\n ]");
  }

  @Override
  public String toString() {
    return String.join(" ", arguments);
  }
}
