package gemmalab.train;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.JsonObject;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The numbers of a run as a table: a row for each update, with its step and its evaluation. */
public final class EventTable {

  private static final String LINE_END = "\r\n";

  private EventTable() {}

  /** Comma-separated values with a header (RFC 4180); an update without an evaluation has gaps. */
  public static String csv(List<TrainEvent> events) {
    List<String> columns = columns();
    SortedMap<Integer, JsonObject> rows = new TreeMap<>();
    for (TrainEvent event : events) {
      if (event instanceof TrainEvent.Step || event instanceof TrainEvent.Evaluated) {
        JsonObject row = rows.computeIfAbsent(event.update(), update -> new JsonObject());
        addMissing(row, RunJson.GSON.toJsonTree(event).getAsJsonObject());
      }
    }
    return Stream.concat(
            Stream.of(String.join(",", columns)),
            rows.values().stream().map(row -> line(row, columns)))
        .map(line -> line + LINE_END)
        .collect(Collectors.joining());
  }

  private static List<String> columns() {
    return Stream.of(TrainEvent.Step.class, TrainEvent.Evaluated.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredFields()))
        .filter(field -> !Modifier.isStatic(field.getModifiers()))
        .map(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES::translateName)
        .distinct()
        .toList();
  }

  /** The step was before its evaluation; what both tell is taken from the step. */
  private static void addMissing(JsonObject row, JsonObject event) {
    event.entrySet().stream()
        .filter(entry -> !row.has(entry.getKey()))
        .forEach(entry -> row.add(entry.getKey(), entry.getValue()));
  }

  /** All values are numbers, so that none needs quotes. */
  private static String line(JsonObject row, List<String> columns) {
    return columns.stream()
        .map(column -> row.has(column) ? row.get(column).getAsString() : "")
        .collect(Collectors.joining(","));
  }
}
