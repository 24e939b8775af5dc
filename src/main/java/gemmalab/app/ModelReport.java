package gemmalab.app;

import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.names.FitReport;
import gemmalab.checkpoint.names.FitReport.Verdict;
import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.model.GemmaConfig;
import gemmalab.tensor.ProcessMemory;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * What a file of weights is, told before anything of it is loaded; needs no engine.
 *
 * @param family whose names its tensors have
 * @param types of its numbers, each once
 * @param bytes of its tensors
 * @param memoryBytes that the model will need, in float32
 * @param tensors one by one: the model's in its order, then those that it does not use
 * @param assumed what no shape tells of tensors that came without a configuration; empty where one
 *     came with them
 * @param tokenizer which one it has; empty if none that the app knows
 * @param freeBytes memory that the machine can still give; empty where the system does not tell
 */
public record ModelReport(
    Path path,
    String family,
    GemmaConfig config,
    List<String> types,
    long bytes,
    long parameters,
    long memoryBytes,
    List<TensorFit> tensors,
    List<AssumedValue> assumed,
    String tokenizer,
    OptionalLong freeBytes) {

  /** A value of the configuration that was assumed, by its key in {@code config.json}. */
  public record AssumedValue(String key, String value) {

    private static List<AssumedValue> of(GemmaConfig config) {
      return List.of(
          new AssumedValue("max_position_embeddings", config.maxPositionEmbeddings() + ""),
          new AssumedValue("sliding_window", config.slidingWindow() + ""),
          new AssumedValue("sliding_window_pattern", LAYERS_PER_FULL + ""),
          new AssumedValue("rope_theta", Math.round(config.ropeGlobalBase()) + ""),
          new AssumedValue("rope_local_base_freq", Math.round(config.ropeLocalBase()) + ""),
          new AssumedValue("query_pre_attn_scalar", Math.round(config.queryPreAttnScalar()) + ""),
          new AssumedValue(
              "rms_norm_eps", String.valueOf(config.rmsNormEps()).replace(".0E", "e")));
    }
  }

  /** As in Gemma 3: one layer in six is global. */
  private static final int LAYERS_PER_FULL = 6;

  /**
   * How one tensor fits. What is not there is empty.
   *
   * @param name in the file
   * @param type in the file
   * @param shape in the file
   * @param modelName in the app's names
   * @param modelShape that it must have
   */
  public record TensorFit(
      Verdict verdict,
      String name,
      String type,
      String shape,
      String modelName,
      String modelShape) {

    private static TensorFit of(FitReport.Row row) {
      StoredTensor stored = row.stored();
      return new TensorFit(
          row.verdict(),
          row.name(),
          stored == null ? "" : stored.type(),
          row.storedShape(),
          Objects.requireNonNullElse(row.modelName(), ""),
          row.modelShape());
    }
  }

  public ModelReport {
    types = List.copyOf(types);
    tensors = List.copyOf(tensors);
    assumed = List.copyOf(assumed);
  }

  /**
   * Reads what a file says of itself.
   *
   * @throws gemmalab.text.GemmaException if it is damaged or holds no Gemma 3 model
   */
  public static ModelReport of(Path path) {
    ModelFile file = ModelFile.locate(path);
    FitReport report = file.report();
    TreeSet<String> types = new TreeSet<>();
    long bytes = 0;
    long parameters = 0;
    for (FitReport.Row row : report.rows()) {
      StoredTensor stored = row.stored();
      if (stored != null) {
        types.add(stored.type());
        bytes += stored.bytes();
      }
      parameters += row.parameters();
    }
    return new ModelReport(
        path,
        report.family().label(),
        file.config(),
        List.copyOf(types),
        bytes,
        parameters,
        parameters * Float.BYTES,
        report.rows().stream().map(TensorFit::of).toList(),
        file.isConfigGuessed() ? AssumedValue.of(file.config()) : List.of(),
        tokenizerOf(file),
        ProcessMemory.availableBytes());
  }

  private static String tokenizerOf(ModelFile file) {
    try {
      Tokenizer tokenizer = file.tokenizer();
      if (tokenizer.size() != file.config().vocabSize()) {
        return "";
      }
      return tokenizer.getClass().getSimpleName().replace("Tokenizer", "").replace("Gpt2", "GPT-2");
    } catch (GemmaException unknown) {
      return ""; // the model can be looked into all the same
    }
  }

  /** Whether the model can be opened. */
  public boolean fits() {
    return tensors.stream()
        .allMatch(
            tensor -> tensor.verdict() == Verdict.MATCHED || tensor.verdict() == Verdict.EXTRA);
  }

  /** Whether more memory is needed than is known to be free. */
  public boolean isTooLarge() {
    return freeBytes.isPresent() && memoryBytes > freeBytes.getAsLong();
  }

  /** Whether there is anything that one should know before it is opened. */
  public boolean isNoteworthy() {
    return isTooLarge()
        || !assumed.isEmpty()
        || tensors.stream().anyMatch(tensor -> tensor.verdict() != Verdict.MATCHED);
  }

  /** Names of tensors that the model does not use. */
  public List<String> unused() {
    return tensors.stream()
        .filter(tensor -> tensor.verdict() == Verdict.EXTRA)
        .map(TensorFit::name)
        .toList();
  }
}
