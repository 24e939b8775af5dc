package gemmalab.train;

import com.google.gson.JsonObject;
import gemmalab.files.DurableFile;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The history of a run: one line of JSON per event in {@code events.jsonl}, and the samples again
 * in {@code samples.jsonl}. A killed process may leave half a line at the end, and lines later than
 * the last checkpoint; half a line is never read, and both are cut off on resume.
 */
public final class RunEvents {

  static final String EVENTS = "events.jsonl";
  private static final String SAMPLES = "samples.jsonl";

  private static final String TYPE_FIRST = "{\"type\":\"";

  private static final Map<String, Class<?>> TYPES =
      Arrays.stream(TrainEvent.class.getPermittedSubclasses())
          .collect(Collectors.toUnmodifiableMap(RunEvents::typeOf, Function.identity()));

  private final Path file;
  private final Path samples;

  RunEvents(Path folder) {
    file = folder.resolve(EVENTS);
    samples = folder.resolve(SAMPLES);
  }

  /**
   * All events of complete lines; unknown types are skipped.
   *
   * @throws GemmaException naming the first damaged line
   */
  public List<TrainEvent> read() {
    List<TrainEvent> events = new ArrayList<>();
    int number = 0;
    for (String line : wholeLines()) {
      number++;
      TrainEvent event = parse(line, number);
      if (event != null) {
        events.add(event);
      }
    }
    return events;
  }

  /** Appends a line, and to the samples if it is one. */
  void append(TrainEvent event) {
    String line = line(event);
    try {
      append(file, line);
      if (event instanceof TrainEvent.Sampled) {
        append(samples, line);
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Waits until all lines are on disk; returns the length of the file in bytes. */
  long sync() {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.force(true);
      return channel.size();
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /** Removes what comes after this many bytes, so that the file has one history. */
  void cutTo(long bytes) {
    try (FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      channel.truncate(bytes);
      channel.truncate(afterLastLine(channel));
      channel.force(true);
    } catch (IOException e) {
      throw unwritable(e);
    }
    try {
      DurableFile.write(
          samples,
          read().stream()
              .filter(TrainEvent.Sampled.class::isInstance)
              .map(RunEvents::line)
              .collect(Collectors.joining()));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private static long afterLastLine(FileChannel channel) throws IOException {
    ByteBuffer one = ByteBuffer.allocate(1);
    for (long end = channel.size(); end > 0; end--) {
      channel.read(one.clear(), end - 1);
      if (one.get(0) == '\n') {
        return end;
      }
    }
    return 0;
  }

  private List<String> wholeLines() {
    try {
      String text =
          Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
      return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", file, FileFaults.reason(e));
    }
  }

  private @Nullable TrainEvent parse(String line, int number) {
    try {
      Class<?> type = TYPES.get(typeIn(line));
      return type == null ? null : (TrainEvent) RunJson.GSON.fromJson(line, type);
    } catch (RuntimeException e) { // Gson has many ways to say that it is something else
      throw new GemmaException(e, "error.run.line", file, number);
    }
  }

  /** Read at once where it comes first, as whoever writes these files puts it: runs are long. */
  private static String typeIn(String line) {
    return line.startsWith(TYPE_FIRST)
        ? line.substring(TYPE_FIRST.length(), line.indexOf('"', TYPE_FIRST.length()))
        : RunJson.GSON.fromJson(line, JsonObject.class).get("type").getAsString();
  }

  private static String line(TrainEvent event) {
    JsonObject json = new JsonObject();
    json.addProperty("type", typeOf(event.getClass()));
    RunJson.LINES
        .toJsonTree(event)
        .getAsJsonObject()
        .entrySet()
        .forEach(entry -> json.add(entry.getKey(), entry.getValue()));
    return RunJson.LINES.toJson(json) + "\n";
  }

  private static String typeOf(Class<?> type) {
    return type.getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static void append(Path to, String line) throws IOException {
    DurableFile.append(to, line.getBytes(StandardCharsets.UTF_8));
  }

  private GemmaException unwritable(IOException cause) {
    return new GemmaException(cause, "error.run.unwritable", file, FileFaults.reason(cause));
  }
}
