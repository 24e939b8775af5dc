package gemmalab.ui.training;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What {@code train.py} left of a run of 20 steps, without its weights. */
public final class TorchRun {

  private TorchRun() {}

  /** Puts it into a folder of this name. */
  public static Path copy(Path runs, String name) throws IOException {
    Path run = Files.createDirectories(runs.resolve(name));
    for (String file : new String[] {"config.json", "events.jsonl", "text.json"}) {
      try (InputStream from = TorchRun.class.getResourceAsStream("torch-run/" + file)) {
        Files.copy(Objects.requireNonNull(from, file), run.resolve(file));
      }
    }
    return run;
  }

  /** The same, stopped after 10 steps and without a word about it. */
  public static Path interrupted(Path runs, String name) throws IOException {
    Path run = copy(runs, name);
    Path events = run.resolve("events.jsonl");
    Files.write(
        events,
        Files.readAllLines(events).stream()
            .filter(line -> !line.contains("\"step\":20") && !line.matches(".*\"step\":1[1-9].*"))
            .toList());
    return run;
  }
}
