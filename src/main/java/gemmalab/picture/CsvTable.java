package gemmalab.picture;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table as comma-separated values, by RFC 4180. */
public record CsvTable(List<String> header, List<List<String>> rows) {

  private static final String LINE_END = "\r\n";

  public CsvTable {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  /** The header and all rows. */
  public String text() {
    return Stream.concat(Stream.of(header), rows.stream())
        .map(row -> row.stream().map(CsvTable::quoted).collect(Collectors.joining(",")))
        .collect(Collectors.joining(LINE_END, "", LINE_END));
  }

  /** A number in as few digits as tell it from its neighbours; none for what is no number. */
  public static String number(double value) {
    return Double.isNaN(value) ? "" : Float.toString((float) value);
  }

  private static String quoted(String cell) {
    boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
  }
}
