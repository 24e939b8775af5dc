package gemmalab.train;

import com.google.gson.JsonObject;
import gemmalab.picture.CsvTable;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The history of a run as a table: one row per step, with its evaluation. */
public final class EventTable {

  private EventTable() {}

  /** Comma-separated values with a header; a step without an evaluation has empty cells. */
  public static String csv(List<TrainEvent> events) {
    SortedMap<Integer, JsonObject> rows = new TreeMap<>();
    for (TrainEvent event : events) {
      if (event instanceof TrainEvent.Step || event instanceof TrainEvent.Evaluated) {
        JsonObject row = rows.computeIfAbsent(event.step(), step -> new JsonObject());
        addMissing(row, RunJson.GSON.toJsonTree(event).getAsJsonObject());
      }
    }
    List<String> columns = columns();
    return new CsvTable(columns, rows.values().stream().map(row -> cells(row, columns)).toList())
        .text();
  }

  /** Java guarantees that record components come in the order of their declaration. */
  private static List<String> columns() {
    return Stream.of(TrainEvent.Step.class, TrainEvent.Evaluated.class)
        .flatMap(type -> Arrays.stream(type.getRecordComponents()))
        .map(component -> RunJson.key(component.getName()))
        .distinct()
        .toList();
  }

  /** The step came before its evaluation; values of both are taken from the step. */
  private static void addMissing(JsonObject row, JsonObject event) {
    event.entrySet().stream()
        .filter(entry -> !row.has(entry.getKey()))
        .forEach(entry -> row.add(entry.getKey(), entry.getValue()));
  }

  private static List<String> cells(JsonObject row, List<String> columns) {
    return columns.stream()
        .map(column -> row.has(column) ? row.get(column).getAsString() : "")
        .toList();
  }
}
