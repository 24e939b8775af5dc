package gemmalab.checkpoint.names;

import ai.djl.ndarray.types.Shape;
import gemmalab.checkpoint.tensors.StoredTensor;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How the tensors of a file fit a model, one by one, before any is loaded.
 *
 * @param path of the file
 * @param family whose names the file has
 * @param rows the model's tensors in its order, then those of the file that it does not use
 */
public record FitReport(Path path, KeyFamily family, List<Row> rows) {

  /** What is said of a tensor. */
  public enum Verdict {
    MATCHED,
    MISSING,
    TRANSPOSED,
    WRONG_SHAPE,
    /** In the file, and not used. */
    EXTRA
  }

  /**
   * A tensor of the file, of the model, or of both.
   *
   * @param name in the file, or where it would be
   * @param stored what the file has; null if it is missing
   * @param modelName null if the model has no such tensor
   * @param shape in the model; null with {@code modelName}
   */
  public record Row(
      Verdict verdict,
      String name,
      @Nullable StoredTensor stored,
      @Nullable String modelName,
      @Nullable Shape shape) {

    /** The shape in the file, in words; empty if the tensor is missing. */
    public String storedShape() {
      return stored == null ? "" : stored.shape().toString();
    }

    /** The shape in the model, in words; empty if the model has no such tensor. */
    public String modelShape() {
      return shape == null ? "" : shape.toString();
    }

    /** Numbers that it has in the model. */
    public long parameters() {
      return shape == null ? 0 : shape.size();
    }
  }

  public FitReport {
    rows = List.copyOf(rows);
  }

  /**
   * Compares a file with a configuration.
   *
   * @throws GemmaException if the names are of no known family
   */
  public static FitReport of(TensorFile file, GemmaConfig config) {
    KeyFamily family = KeyFamily.recognize(file);
    Map<String, StoredTensor> left = new LinkedHashMap<>(file.tensors());
    List<Row> rows = new ArrayList<>();
    ModelShapes.of(config)
        .forEach(
            (name, shape) -> {
              String key = family.of(name);
              StoredTensor stored = left.remove(key);
              rows.add(new Row(verdict(stored, shape), key, stored, name, shape));
            });
    left.forEach((name, stored) -> rows.add(new Row(Verdict.EXTRA, name, stored, null, null)));
    return new FitReport(file.path(), family, rows);
  }

  private static Verdict verdict(@Nullable StoredTensor stored, Shape wanted) {
    if (stored == null) {
      return Verdict.MISSING;
    }
    Shape shape = stored.shape();
    if (shape.equals(wanted)) {
      return Verdict.MATCHED;
    }
    boolean isTransposed =
        wanted.dimension() == 2
            && shape.dimension() == 2
            && shape.get(0) == wanted.get(1)
            && shape.get(1) == wanted.get(0);
    return isTransposed ? Verdict.TRANSPOSED : Verdict.WRONG_SHAPE;
  }

  /** Bytes in the file of the tensors that the model uses. */
  public long bytesUsed() {
    return rows.stream()
        .filter(row -> row.modelName() != null)
        .map(Row::stored)
        .filter(Objects::nonNull)
        .mapToLong(StoredTensor::bytes)
        .sum();
  }

  /** Names of the file's tensors that the model does not use. */
  public List<String> unused() {
    return rows.stream().filter(row -> row.verdict() == Verdict.EXTRA).map(Row::name).toList();
  }

  /**
   * Makes sure that the file has all that the model needs.
   *
   * @throws GemmaException naming the first tensor that does not fit
   */
  public void requireFit() {
    rows.forEach(this::requireFit);
  }

  private void requireFit(Row row) {
    switch (row.verdict()) {
      case MISSING -> throw new GemmaException("error.tensor.missing", path, row.name());
      case TRANSPOSED ->
          throw new GemmaException(
              "error.tensor.transposed", path, row.name(), row.storedShape(), row.modelShape());
      case WRONG_SHAPE ->
          throw new GemmaException(
              "error.tensor.shape", path, row.name(), row.storedShape(), row.modelShape());
      default -> {}
    }
  }
}
