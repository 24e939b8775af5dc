package gemmalab.ui.export;

import gemmalab.checkpoint.export.ExportFormat;
import gemmalab.checkpoint.export.ExportRequest;
import gemmalab.checkpoint.export.ExportType;
import gemmalab.inspect.ModelPart;
import gemmalab.model.GemmaConfig;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/** What the user chose for an export: format, type of the numbers, and where it shall be. */
public final class ExportForm {

  /** Bytes of a block of 32 numbers with its scale. */
  private static final double Q8_0_BYTES = 34.0 / 32;

  private final Path model;
  private final String modelName;
  private final GemmaConfig config;
  private final ObjectProperty<ExportFormat> format =
      new SimpleObjectProperty<>(ExportFormat.HUGGINGFACE);
  private final ObjectProperty<ExportType> type = new SimpleObjectProperty<>(ExportType.FLOAT32);
  private final ObservableList<ExportType> types = FXCollections.observableArrayList();
  private final ObjectProperty<Path> folder;
  private final StringProperty name = new SimpleStringProperty("");
  private final BooleanProperty replaces = new SimpleBooleanProperty();
  private String suggested = "";
  private String extension = "";

  /**
   * A form with the first choices.
   *
   * @param model on disk
   * @param folder in which it shall be written
   */
  ExportForm(Path model, String modelName, GemmaConfig config, Path folder) {
    this.model = model;
    this.modelName = modelName.replaceFirst("\\.(safetensors|gguf|pt|pth|bin)$", "");
    this.config = config;
    this.folder = new SimpleObjectProperty<>(folder);
    format.subscribe(this::useFormat);
    type.subscribe(now -> suggestName());
  }

  public ObjectProperty<ExportFormat> format() {
    return format;
  }

  public ObjectProperty<ExportType> type() {
    return type;
  }

  /** The types that the format has. */
  public ObservableList<ExportType> types() {
    return types;
  }

  /** Where the new file or folder shall be. */
  public ObjectProperty<Path> folder() {
    return folder;
  }

  /** Name of the new file or folder. */
  public StringProperty name() {
    return name;
  }

  /** Whether it may take the place of what is there. */
  public BooleanProperty replaces() {
    return replaces;
  }

  String modelName() {
    return modelName;
  }

  /** The new file or folder; empty if its name cannot be one. */
  Optional<Path> output() {
    String wanted = name.get().strip();
    try {
      Path only = Path.of(wanted);
      boolean isName = !wanted.isEmpty() && only.getNameCount() == 1 && !only.isAbsolute();
      boolean isElsewhere = wanted.equals(".") || wanted.equals("..");
      return isName && !isElsewhere ? Optional.of(folder.get().resolve(only)) : Optional.empty();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /** Whether something is there already. */
  boolean isTaken() {
    return output().filter(path -> Files.exists(path, LinkOption.NOFOLLOW_LINKS)).isPresent();
  }

  boolean canStart() {
    return output().isPresent() && (!isTaken() || replaces.get());
  }

  /** Bytes that the tensors will take, about. */
  long expectedBytes() {
    long numbers = ModelPart.of(config).parameters();
    if (format.get() == ExportFormat.ORIGINAL_SAFETENSORS && config.tieWordEmbeddings()) {
      numbers += (long) config.vocabSize() * config.hiddenSize(); // the head, once more
    }
    double each =
        switch (type.get()) {
          case FLOAT32 -> Float.BYTES;
          case BFLOAT16, FLOAT16 -> Short.BYTES;
          case Q8_0 -> Q8_0_BYTES;
        };
    return Math.round(numbers * each);
  }

  ExportRequest request() {
    return new ExportRequest(
        model, output().orElseThrow(), format.get(), type.get(), replaces.get());
  }

  /** What stays possible stays in the list: a list that is emptied would empty the choice too. */
  private void useFormat(ExportFormat now) {
    if (!type.get().isIn(now)) {
      type.set(ExportType.FLOAT32);
    }
    for (ExportType each : ExportType.values()) {
      if (!each.isIn(now)) {
        types.remove(each);
      } else if (!types.contains(each)) {
        types.add(each);
      }
    }
    suggestName();
  }

  /** Of a name that the user typed only the extension changes. */
  private void suggestName() {
    String before = extension;
    boolean isOurs = name.get().equals(suggested);
    String typed = name.get();
    extension = extension(format.get());
    String suffix = type.get() == ExportType.FLOAT32 ? "" : "-" + type.get().label();
    String plain = modelName.replace('/', '-').replace('\\', '-');
    suggested = plain + suffix.toLowerCase(Locale.ROOT) + extension;
    if (isOurs) {
      name.set(suggested);
    } else if (typed.endsWith(before)) {
      name.set(typed.substring(0, typed.length() - before.length()) + extension);
    }
  }

  private static String extension(ExportFormat format) {
    return switch (format) {
      case HUGGINGFACE -> "";
      case ORIGINAL -> ".pt";
      case ORIGINAL_SAFETENSORS -> ".safetensors";
      case GGUF -> ".gguf";
    };
  }
}
