package gemmalab.checkpoint.export;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.ModelFolder;
import gemmalab.checkpoint.gguf.GgufTokenizer;
import gemmalab.checkpoint.gguf.GgufWriter;
import gemmalab.checkpoint.names.FitReport;
import gemmalab.checkpoint.names.KeyFamily;
import gemmalab.checkpoint.names.ModelShapes;
import gemmalab.checkpoint.pickle.StateDictWriter;
import gemmalab.checkpoint.safetensors.SafetensorsWriter;
import gemmalab.checkpoint.tensors.EncodedTensors;
import gemmalab.checkpoint.tensors.NumberType;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.files.DurableFile;
import gemmalab.files.DurableFolder;
import gemmalab.files.FileFaults;
import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes a model in another format: reads some numbers of a tensor, writes them, and reads the
 * next. Beside these it needs the memory of a tokenizer.
 */
public final class ModelExport {

  private static final String EMBEDDING = "model.embed_tokens.weight";
  private static final String HEAD = "lm_head.weight";

  private final ExportRequest request;
  private final ModelFile model;
  private final GemmaConfig config;
  private final ExportSource source;

  private ModelExport(
      ExportRequest request,
      ModelFile model,
      TensorFile file,
      FitReport fit,
      ExportMonitor monitor) {
    this.request = request;
    this.model = model;
    config = model.config();
    long total = shapes().values().stream().mapToLong(Shape::size).sum();
    source = new ExportSource(file, fit.family(), total, monitor);
  }

  /**
   * Writes it, or leaves nothing.
   *
   * @throws GemmaException if the model does not fit, the format cannot say it, or the place is
   *     taken, too small or cannot be written
   * @throws java.util.concurrent.CancellationException if the monitor ended it
   */
  public static ExportResult run(ExportRequest request, ExportMonitor monitor) {
    ModelFile model = ModelFile.locate(request.model());
    ExportTarget target = ExportTarget.of(request, model);
    try (TensorFile file = model.open()) {
      FitReport fit = model.report();
      fit.requireFit();
      ModelExport export = new ModelExport(request, model, file, fit, monitor);
      target.requireSpace(export.bytes());
      export.write();
      return export.result();
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unwritable", request.output(), FileFaults.reason(e));
    }
  }

  private void write() throws IOException {
    Path output = request.output();
    switch (request.format()) {
      case HUGGINGFACE -> writeFolder();
      case ORIGINAL ->
          DurableFile.write(
              output,
              channel -> StateDictWriter.write(channel, shapes(), shared(), numbers(), encoded()));
      case ORIGINAL_SAFETENSORS ->
          DurableFile.write(
              output, channel -> SafetensorsWriter.write(channel, shapes(), numbers(), encoded()));
      case GGUF ->
          GgufWriter.write(
              output,
              config,
              source::read,
              request.type().gguf(),
              tokenizer().map(GgufTokenizer::of).orElse(GgufTokenizer.ABSENT));
    }
  }

  private void writeFolder() throws IOException {
    Optional<Tokenizer> tokenizer = tokenizer();
    DurableFolder.replace(
        request.output(),
        folder -> {
          ModelFolder.writeTexts(folder, config, tokenizer, numbers());
          DurableFile.writeNew(
              folder.resolve(ModelFile.WEIGHTS),
              channel -> SafetensorsWriter.write(channel, shapes(), numbers(), encoded()));
        });
  }

  /** The model's tokenizer; empty if it came without one, and GPT-2's is not it. */
  private Optional<Tokenizer> tokenizer() {
    Tokenizer tokenizer = model.tokenizer();
    if (tokenizer.size() == config.vocabSize()) {
      return Optional.of(tokenizer);
    } else if (model.hasTokenizer()) {
      throw new GemmaException("error.tokenizer.none", config.vocabSize(), tokenizer.size());
    }
    return Optional.empty();
  }

  private NumberType numbers() {
    return request.type().numbers().orElseThrow();
  }

  /** The tensors by the names that are written; the original has a head of its own always. */
  private Map<String, Shape> shapes() {
    Map<String, Shape> ours = ModelShapes.of(config);
    if (!isOriginal()) {
      return ours;
    }
    Map<String, Shape> originals = new LinkedHashMap<>();
    ours.forEach((name, shape) -> originals.put(KeyFamily.ORIGINAL.of(name), shape));
    Shape table = new Shape(config.vocabSize(), config.hiddenSize());
    originals.putIfAbsent(KeyFamily.ORIGINAL.of(HEAD), table);
    return originals;
  }

  private boolean isOriginal() {
    return request.format() == ExportFormat.ORIGINAL
        || request.format() == ExportFormat.ORIGINAL_SAFETENSORS;
  }

  /** A tied head has the embedding's numbers. */
  private Map<String, String> shared() {
    return config.tieWordEmbeddings()
        ? Map.of(KeyFamily.ORIGINAL.of(HEAD), KeyFamily.ORIGINAL.of(EMBEDDING))
        : Map.of();
  }

  private EncodedTensors encoded() {
    Map<String, Shape> shapes = shapes();
    Map<String, String> ours = new LinkedHashMap<>();
    ModelShapes.of(config)
        .keySet()
        .forEach(name -> ours.put(isOriginal() ? KeyFamily.ORIGINAL.of(name) : name, name));
    return (name, use) -> {
      Shape shape = shapes.getOrDefault(name, new Shape());
      source.encode(ours.getOrDefault(name, EMBEDDING), name, shape.size(), numbers(), use);
    };
  }

  /** Bytes that the tensors will take, or a few more. */
  private long bytes() {
    long numbers = shapes().values().stream().mapToLong(Shape::size).sum();
    return numbers * request.type().numbers().map(NumberType::bytes).orElse(2);
  }

  private ExportResult result() throws IOException {
    return new ExportResult(bytesOf(request.output()), source.seconds(), notes());
  }

  /** What is said of a tokenizer only where one is written: others may be unreadable. */
  private List<ExportNote> notes() {
    return switch (request.format()) {
      case ORIGINAL -> List.of();
      case ORIGINAL_SAFETENSORS ->
          config.tieWordEmbeddings() ? List.of(ExportNote.HEAD_WRITTEN_TWICE) : List.of();
      case HUGGINGFACE, GGUF ->
          tokenizer().map(this::notes).orElse(List.of(ExportNote.WITHOUT_TOKENIZER));
    };
  }

  private List<ExportNote> notes(Tokenizer tokenizer) {
    return request.format() == ExportFormat.GGUF && tokenizer instanceof CompactTokenizer
        ? List.of(ExportNote.WORDS_OUTSIDE_VOCABULARY)
        : List.of();
  }

  private static long bytesOf(Path output) throws IOException {
    if (Files.isRegularFile(output)) {
      return Files.size(output);
    }
    try (Stream<Path> files = Files.list(output)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    }
  }
}
