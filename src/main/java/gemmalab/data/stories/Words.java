package gemmalab.data.stories;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lists of {@code words.txt}. A list begins with its name and the names of its attributes, as
 * in {@code [toys: play, played]}. Words without attributes share a line, by commas; a word with
 * attributes has a line of its own, by bars. A line may begin with the form of its words, {@code
 * she:}, {@code he:} or {@code they:}; otherwise it is {@code it}.
 */
final class Words {

  private static final Pattern TITLE = Pattern.compile("\\[([\\w-]+)(?:: (.+))?]");
  private static final Pattern FORM = Pattern.compile("(she|he|it|they): (.+)");

  private final Map<String, WordList> lists = new LinkedHashMap<>();

  Words(List<String> lines) {
    List<String> rows = new ArrayList<>();
    for (int i = lines.size() - 1; i >= 0; i--) {
      String line = lines.get(i).strip();
      Matcher title = TITLE.matcher(line);
      if (title.matches()) {
        WordList list = read(title, rows);
        lists.put(list.name(), list);
        rows.clear();
      } else if (!line.isEmpty() && !line.startsWith("#")) {
        rows.add(0, line);
      }
    }
  }

  private static WordList read(Matcher title, List<String> rows) {
    List<String> attributes =
        title.group(2) == null ? List.of() : List.of(title.group(2).split(",\\s*"));
    List<Word> words = new ArrayList<>();
    for (String row : rows) {
      Matcher labelled = FORM.matcher(row);
      boolean hasForm = labelled.matches();
      Form form = hasForm ? Form.of(labelled.group(1)) : Form.IT;
      addWords(hasForm ? labelled.group(2) : row, form, attributes.size(), words);
    }
    return new WordList(title.group(1), attributes, words);
  }

  private static void addWords(String row, Form form, int attributes, List<Word> words) {
    List<String> cells = Arrays.asList(row.split(attributes == 0 ? "\\s*,\\s*" : "\\s*\\|\\s*"));
    if (attributes == 0) {
      cells.forEach(cell -> words.add(new Word(cell, form, List.of())));
      return;
    }
    if (cells.size() != attributes + 1) {
      throw new IllegalStateException("words.txt: " + attributes + " attributes: " + row);
    }
    words.add(new Word(cells.get(0), form, List.copyOf(cells.subList(1, cells.size()))));
  }

  /**
   * A list by its name.
   *
   * @throws IllegalArgumentException if there is none
   */
  WordList list(String name) {
    WordList list = lists.get(name);
    if (list == null) {
      throw new IllegalArgumentException("no list of words: " + name);
    }
    return list;
  }

  List<WordList> lists() {
    return List.copyOf(lists.values());
  }
}
