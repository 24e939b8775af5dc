package gemmalab.data.stories;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads one line of a template: words, {@code {references}} and {@code [this|or this|3*or, three
 * times as often, this]}, one within the other as deep as need be.
 */
final class TemplateParser {

  private static final Pattern WEIGHT = Pattern.compile("(\\d+)\\*\\s*");

  private final String line;
  private final Function<String, Part> references;
  private int position;

  private TemplateParser(String line, Function<String, Part> references) {
    this.line = line;
    this.references = references;
  }

  /**
   * Parses a line.
   *
   * @param references gives the part for what stands between braces
   * @throws IllegalArgumentException if a bracket or brace has no partner
   */
  static Part parse(String line, Function<String, Part> references) {
    TemplateParser parser = new TemplateParser(line, references);
    Part part = parser.sequence();
    if (parser.position < line.length()) {
      throw new IllegalArgumentException("no [ for the " + parser.line.charAt(parser.position));
    }
    return part;
  }

  /** A weighted choice; the weight of each option is read from its start. */
  static Part alternatives(List<String> lines, Function<String, Part> references) {
    List<Part> parts = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    for (String line : lines) {
      Matcher weight = WEIGHT.matcher(line);
      boolean weighted = weight.lookingAt();
      weights.add(weighted ? Integer.parseInt(weight.group(1)) : 1);
      parts.add(parse(weighted ? line.substring(weight.end()) : line, references));
    }
    return choice(parts, weights);
  }

  private static Part choice(List<Part> parts, List<Integer> weights) {
    return parts.size() == 1
        ? parts.get(0)
        : new Part.Alternatives(
            List.copyOf(parts), new Odds(weights.stream().mapToInt(w -> w).toArray()));
  }

  /** Up to the end of the line or of this option. */
  private Part sequence() {
    List<Part> parts = new ArrayList<>();
    while (position < line.length() && "|]".indexOf(line.charAt(position)) < 0) {
      parts.add(
          switch (line.charAt(position)) {
            case '[' -> options();
            case '{' -> reference();
            default -> literal();
          });
    }
    return parts.size() == 1 ? parts.get(0) : new Part.Sequence(List.copyOf(parts));
  }

  private Part options() {
    List<Part> parts = new ArrayList<>();
    List<Integer> weights = new ArrayList<>();
    do {
      position++;
      weights.add(weight());
      parts.add(sequence());
    } while (peek() == '|');
    if (peek() != ']') {
      throw new IllegalArgumentException("no ] for a [");
    }
    position++;
    return choice(parts, weights);
  }

  private int weight() {
    Matcher weight = WEIGHT.matcher(line).region(position, line.length());
    if (!weight.lookingAt()) {
      return 1;
    }
    position = weight.end();
    return Integer.parseInt(weight.group(1));
  }

  private Part reference() {
    int end = line.indexOf('}', position);
    if (end < 0) {
      throw new IllegalArgumentException("no } for a {");
    }
    String name = line.substring(position + 1, end);
    position = end + 1;
    return references.apply(name);
  }

  private Part literal() {
    int start = position;
    while (position < line.length() && "[{|]".indexOf(line.charAt(position)) < 0) {
      position++;
    }
    return new Part.Literal(line.substring(start, position));
  }

  private char peek() {
    return position < line.length() ? line.charAt(position) : '\0';
  }
}
