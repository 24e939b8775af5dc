package gemmalab.app;

import gemmalab.checkpoint.ModelFile;
import gemmalab.checkpoint.config.Assumption;
import gemmalab.checkpoint.names.FitReport;
import gemmalab.checkpoint.names.FitReport.Verdict;
import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.model.GemmaConfig;
import gemmalab.tensor.ProcessMemory;
import gemmalab.text.GemmaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a file of weights is, told before anything of it is loaded; needs no engine.
 *
 * @param family whose names its tensors have
 * @param types of its numbers, each once
 * @param bytes of its tensors
 * @param memoryBytes that the model will need, in float32
 * @param freeBytes that the machine can give now; {@link Long#MAX_VALUE} if it does not tell
 * @param tokenizer that its texts go through
 * @param tokenizerFault why a tokenizer that is there cannot be used; null if nothing is wrong
 * @param assumed what neither the file nor a configuration says
 * @param tensors one by one: the model's in its order, then those that it does not use
 */
public record ModelReport(
    Path path,
    String family,
    GemmaConfig config,
    List<String> types,
    long bytes,
    long parameters,
    long memoryBytes,
    long freeBytes,
    TokenizerKind tokenizer,
    @Nullable GemmaException tokenizerFault,
    List<Assumption> assumed,
    List<TensorFit> tensors) {

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
    assumed = List.copyOf(assumed);
    tensors = List.copyOf(tensors);
  }

  /**
   * Reads what a file says of itself.
   *
   * @throws GemmaException if it is damaged or holds no Gemma 3 model
   */
  public static ModelReport of(Path path) {
    ModelFile file = ModelFile.locate(path);
    UsableTokenizer tokenizer = UsableTokenizer.of(file);
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
        ProcessMemory.availableBytes().orElse(Long.MAX_VALUE),
        TokenizerKind.of(tokenizer.of(file.config().vocabSize())),
        tokenizer.fault(),
        file.assumed(),
        report.rows().stream().map(TensorFit::of).toList());
  }

  /** Whether the model can be opened. */
  public boolean fits() {
    return tensors.stream()
        .allMatch(
            tensor -> tensor.verdict() == Verdict.MATCHED || tensor.verdict() == Verdict.EXTRA);
  }

  /** Whether more memory is needed than is known to be free. */
  public boolean isTooLarge() {
    return memoryBytes > freeBytes;
  }

  /** Whether there is something to know before the model is opened. */
  public boolean isNoteworthy() {
    boolean differs = tensors.stream().anyMatch(tensor -> tensor.verdict() != Verdict.MATCHED);
    return differs || !assumed.isEmpty() || tokenizerFault != null || isTooLarge();
  }

  /** Names of tensors that the model does not use. */
  public List<String> unused() {
    return tensors.stream()
        .filter(tensor -> tensor.verdict() == Verdict.EXTRA)
        .map(TensorFit::name)
        .toList();
  }
}
