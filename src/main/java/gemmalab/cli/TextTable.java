package gemmalab.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Rows of words in columns that stand below each other. */
final class TextTable {

  private static final int FIRST_WIDE = 0x2E80; // the radicals of Chinese signs
  private static final int LAST_WIDE = 0xFF60; // the letters after it are half as wide

  private final List<List<String>> rows = new ArrayList<>();

  /** Adds a row; all rows have equally many cells. */
  void add(String... cells) {
    rows.add(List.of(cells));
  }

  List<String> lines() {
    int[] widths =
        IntStream.range(0, rows.isEmpty() ? 0 : rows.get(0).size())
            .map(column -> rows.stream().mapToInt(row -> width(row.get(column))).max().orElse(0))
            .toArray();
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = row.get(column);
      line.append(cell).append(" ".repeat(widths[column] - width(cell) + 2));
    }
    return line.toString().stripTrailing();
  }

  /** In a terminal: letters of East Asia take two columns. */
  private static int width(String cell) {
    return cell.codePoints().map(point -> point >= FIRST_WIDE && point <= LAST_WIDE ? 2 : 1).sum();
  }
}
