package gemmalab.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import gemmalab.checkpoint.DurableFiles;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.SafetensorsFile;
import gemmalab.checkpoint.SafetensorsWriter;
import gemmalab.model.Gemma3Model;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;

/**
 * A run on disk: {@code config.json}, a line for each event in {@code events.jsonl}, the texts in
 * {@code samples.jsonl}, and the checkpoints {@code best} and {@code last}, which are models that
 * can be opened; {@code last} also holds what is needed to go on.
 */
public final class RunFolder {

  static final String BEST = "best";
  static final String LAST = "last";
  private static final String CONFIG = "config.json";
  private static final String EVENTS = "events.jsonl";
  private static final String SAMPLES = "samples.jsonl";
  private static final String OPTIMIZER = "optimizer.safetensors";
  private static final String PROGRESS = "progress.json";

  private static final Gson GSON =
      new GsonBuilder()
          .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
          .serializeSpecialFloatingPointValues()
          .disableHtmlEscaping()
          .create();

  private final Path folder;

  private RunFolder(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the folder of a new run.
   *
   * @throws GemmaException if there is something in it already
   */
  public static RunFolder create(Path folder, TrainConfig config) {
    try {
      Files.createDirectories(folder);
      try (var inside = Files.list(folder)) {
        if (inside.findAny().isPresent()) {
          throw new GemmaException("error.run.notEmpty", folder);
        }
      }
      String json = GSON.newBuilder().setPrettyPrinting().create().toJson(config);
      DurableFiles.write(folder.resolve(CONFIG), json + "\n");
      return new RunFolder(folder);
    } catch (IOException e) {
      throw new GemmaException(e, "error.run.unwritable", folder, String.valueOf(e.getMessage()));
    }
  }

  /**
   * Opens the folder of a run that began before.
   *
   * @throws GemmaException if it is none, or has no checkpoint to go on from
   */
  public static RunFolder open(Path folder) {
    RunFolder run = new RunFolder(folder);
    try {
      DurableFiles.recover(run.best());
      DurableFiles.recover(run.last());
    } catch (IOException e) {
      throw new GemmaException(e, "error.run.unwritable", folder, String.valueOf(e.getMessage()));
    }
    if (!Files.exists(folder.resolve(CONFIG)) || !Files.exists(run.last())) {
      throw new GemmaException("error.run.missing", folder);
    }
    return run;
  }

  public Path path() {
    return folder;
  }

  public Path best() {
    return folder.resolve(BEST);
  }

  public Path last() {
    return folder.resolve(LAST);
  }

  public TrainConfig config() {
    return read(folder.resolve(CONFIG), TrainConfig.class);
  }

  /** The tokenizer that the run began with. */
  public Tokenizer tokenizer() {
    return ModelFile.locate(last()).tokenizer();
  }

  RunProgress progress() {
    return read(last().resolve(PROGRESS), RunProgress.class);
  }

  /** Adds a line to the events, and to the samples if it is one. */
  void append(TrainEvent event) {
    JsonObject json = new JsonObject();
    json.addProperty("type", event.getClass().getSimpleName().toLowerCase(Locale.ROOT));
    GSON.toJsonTree(event)
        .getAsJsonObject()
        .entrySet()
        .forEach(e -> json.add(e.getKey(), e.getValue()));
    appendLine(EVENTS, json);
    if (event instanceof TrainEvent.Sampled) {
      appendLine(SAMPLES, json);
    }
  }

  void saveBest(Gemma3Model model, Tokenizer tokenizer) {
    replace(best(), into -> ModelFile.write(model, tokenizer, into));
  }

  void saveLast(Gemma3Model model, Tokenizer tokenizer, AdamW optimizer, RunProgress progress) {
    replace(
        last(),
        into -> {
          ModelFile.write(model, tokenizer, into);
          SafetensorsWriter.write(into.resolve(OPTIMIZER), optimizer.moments());
          DurableFiles.write(into.resolve(PROGRESS), GSON.toJson(progress) + "\n");
        });
  }

  Gemma3Model loadLast(NDManager manager) {
    return ModelFile.locate(last()).load(manager);
  }

  /** Fills an optimizer's moments with those of the last checkpoint. */
  void loadOptimizer(AdamW optimizer, NDManager manager) {
    try (SafetensorsFile file = SafetensorsFile.open(last().resolve(OPTIMIZER))) {
      for (Map.Entry<String, NDArray> moment : optimizer.moments().entrySet()) {
        try (NDArray saved = file.readFloat32(moment.getKey(), manager)) {
          saved.copyTo(moment.getValue());
        }
      }
    }
  }

  private static void replace(Path checkpoint, DurableFiles.FolderWriter writer) {
    try {
      DurableFiles.replaceFolder(checkpoint, writer);
    } catch (IOException e) {
      throw new GemmaException(
          e, "error.run.unwritable", checkpoint, String.valueOf(e.getMessage()));
    }
  }

  private void appendLine(String file, JsonObject json) {
    try {
      Files.writeString(
          folder.resolve(file),
          GSON.toJson(json) + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T read(Path path, Class<T> type) {
    try {
      return GSON.fromJson(Files.readString(path), type);
    } catch (IOException | RuntimeException e) { // Gson wraps what a record says of a missing key
      throw new GemmaException(e, "error.file.damaged", path, String.valueOf(e.getMessage()));
    }
  }
}
