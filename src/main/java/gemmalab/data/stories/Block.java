package gemmalab.data.stories;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A plot or a phrase as it stands in its file.
 *
 * @param title {@code plot lost-toy (children)}, {@code phrase opening}
 * @param lines below the title, without comments
 */
record Block(String file, String title, List<String> lines) {

  /** Cuts a file at its titles, the lines that begin with a word such as {@code plot}. */
  static List<Block> split(String file, String kind, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(kind + " ")) {
        blocks.add(new Block(file, line.substring(kind.length() + 1), new ArrayList<>()));
      } else if (!line.startsWith("#") && !blocks.isEmpty()) {
        blocks.get(blocks.size() - 1).lines().add(line.strip());
      }
    }
    return blocks;
  }

  /**
   * Its template. A line is a sentence, or several; lines that begin with {@code /} are other ways
   * to say the line above; one that begins with {@code ?} may be left out; an empty line begins a
   * paragraph.
   *
   * @throws IllegalStateException if a line cannot be read; names file, title and line
   */
  Part template(Function<String, Part> references) {
    List<Part> parts = new ArrayList<>();
    List<String> ways = new ArrayList<>();
    for (String line : withoutBlankEnds()) {
      if (line.startsWith("/")) {
        ways.add(line.substring(1).strip());
        continue;
      }
      sentence(ways, parts, references);
      ways.clear();
      if (!line.isEmpty()) {
        ways.add(line);
      } else {
        parts.add(new Part.Break("\n\n"));
      }
    }
    sentence(ways, parts, references);
    return new Part.Sequence(List.copyOf(parts));
  }

  private List<String> withoutBlankEnds() {
    int first = 0;
    int end = lines.size();
    while (first < end && lines.get(first).isEmpty()) {
      first++;
    }
    while (end > first && lines.get(end - 1).isEmpty()) {
      end--;
    }
    return lines.subList(first, end);
  }

  private void sentence(List<String> ways, List<Part> parts, Function<String, Part> references) {
    if (ways.isEmpty()) {
      return;
    }
    String first = ways.get(0);
    boolean optional = first.startsWith("?");
    List<String> all = new ArrayList<>(ways);
    all.set(0, optional ? first.substring(1).strip() : first);
    Part part = parse(all, references);
    if (!parts.isEmpty()) {
      parts.add(new Part.Break(" "));
    }
    parts.add(optional ? orNothing(part) : part);
  }

  private Part parse(List<String> ways, Function<String, Part> references) {
    try {
      return TemplateParser.alternatives(ways, references);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          file + ", " + title + ": " + String.join(" / ", ways) + ": " + e.getMessage(), e);
    }
  }

  private static Part orNothing(Part part) {
    return new Part.Alternatives(List.of(part, new Part.Literal("")), Odds.even(2));
  }
}
