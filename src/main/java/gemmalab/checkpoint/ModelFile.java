package gemmalab.checkpoint;

import ai.djl.ndarray.NDManager;
import gemmalab.checkpoint.config.Assumption;
import gemmalab.checkpoint.config.ConfigGuess;
import gemmalab.checkpoint.config.ConfigJson;
import gemmalab.checkpoint.gguf.GgufModel;
import gemmalab.checkpoint.names.FitReport;
import gemmalab.checkpoint.names.KeyFamily;
import gemmalab.checkpoint.pickle.PickleFile;
import gemmalab.checkpoint.tensors.TensorFile;
import gemmalab.checkpoint.tensors.TensorReader;
import gemmalab.checkpoint.tokenizer.ModelTokenizer;
import gemmalab.files.DurableFolder;
import gemmalab.model.Gemma3Model;
import gemmalab.model.GemmaConfig;
import gemmalab.tensor.TensorTurns;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model on disk: tensors, with {@code config.json} beside them; {@code vocabulary.json} if its
 * vocabulary is compact, else {@code tokenizer.json}.
 */
public final class ModelFile {

  public static final String WEIGHTS = "model.safetensors";

  /** A run's folder for its best model. */
  public static final String BEST = "best";

  public static final String CONFIG = "config.json";

  /** A vocabulary is padded to a multiple of at most this, which makes its products faster. */
  private static final int PADDED_TO = 256;

  private final Path weights;
  private final GemmaConfig stored;
  private @Nullable Tokenizer tokenizer; // read once: Gemma's takes seconds

  /**
   * Names a model.
   *
   * @param weights the file with the tensors, or the index of its shards
   * @param stored configuration of the tensors as they are in the file: from {@code config.json},
   *     or guessed from their shapes
   */
  private ModelFile(Path weights, GemmaConfig stored) {
    this.weights = weights;
    this.stored = stored;
  }

  /**
   * Finds the model that a path names.
   *
   * @param named a folder with a model, a run's folder, of which the best model is taken, or a file
   * @throws GemmaException if there is none
   */
  public static ModelFile locate(Path named) {
    return DurableFolder.readUnchanged(
        named,
        path -> DurableFolder.readUnchanged(path.resolve(BEST), best -> locate(named, path, best)));
  }

  /**
   * Finds the model.
   *
   * @param path what is named, where it is now
   * @param best of a run, where it is now
   */
  private static ModelFile locate(Path named, Path path, Path best) {
    if (!Files.exists(path)) {
      throw new GemmaException("error.model.missing", path);
    }
    if (!Files.isDirectory(path) || PickleFile.recognizes(path)) { // a zip may be unpacked
      return new ModelFile(named, storedConfig(path));
    }
    boolean isOfRun = TensorFiles.in(path).isEmpty() && TensorFiles.in(best).isPresent();
    Path weights =
        TensorFiles.in(isOfRun ? best : path)
            .orElseThrow(() -> new GemmaException("error.model.emptyFolder", path));
    // under its lasting name: where it is now it may be gone before it is opened
    Path lasting = (isOfRun ? named.resolve(BEST) : named).resolve(weights.getFileName());
    return new ModelFile(lasting, storedConfig(weights));
  }

  private static GemmaConfig storedConfig(Path weights) {
    Path json = weights.resolveSibling(CONFIG);
    if (Files.exists(json) && !TensorFiles.isGguf(weights)) {
      return withHead(ConfigJson.read(json), weights);
    }
    try (TensorFile file = TensorFiles.open(weights)) {
      return file.storedConfig()
          .orElseGet(() -> new ConfigGuess(file, KeyFamily.recognize(file)).config());
    }
  }

  /** Whether the LM head is tied, the tensors say: a head of its own may not be the embedding. */
  private static GemmaConfig withHead(GemmaConfig config, Path weights) {
    try (TensorFile file = TensorFiles.open(weights)) {
      KeyFamily family = KeyFamily.recognize(file);
      String head = family.of("lm_head.weight");
      return config.withTieWordEmbeddings(
          !file.tensors().containsKey(head) || isEmbedding(file, head, family, config));
    }
  }

  /** Whether a head that stands in the file is the embedding once more. */
  private static boolean isEmbedding(
      TensorFile file, String head, KeyFamily family, GemmaConfig config) {
    return config.tieWordEmbeddings()
        && TensorReader.equal(file, head, family.of("model.embed_tokens.weight"));
  }

  /** The file with the tensors, or the index of its shards. */
  public Path weights() {
    return weights;
  }

  /** The configuration of the tensors as they are in the file. */
  public GemmaConfig stored() {
    return stored;
  }

  /**
   * The model's configuration. A vocabulary that is padded beyond the tokenizer's tokens loses the
   * padding, so that no such token is ever chosen, shown or counted.
   */
  public GemmaConfig config() {
    int tokens = tokens();
    int padded = (tokens + PADDED_TO - 1) / PADDED_TO * PADDED_TO;
    boolean isPadded = stored.vocabSize() > tokens && stored.vocabSize() <= padded;
    return isPadded ? stored.withVocabSize(tokens) : stored;
  }

  /** How many tokens the tokenizer has. */
  private int tokens() {
    try {
      return tokenizer().size();
    } catch (GemmaException e) {
      return stored.vocabSize(); // whoever needs a text is told what is wrong with the tokenizer
    }
  }

  /** What the configuration only assumes, since neither the file nor one beside it says it. */
  public List<Assumption> assumed() {
    return DurableFolder.readUnchanged(folder(), at -> isGuessed(in(at)))
        ? ConfigGuess.assumed(stored)
        : List.of();
  }

  private static boolean isGuessed(Path weights) {
    if (Files.exists(weights.resolveSibling(CONFIG)) && !TensorFiles.isGguf(weights)) {
      return false;
    }
    try (TensorFile file = TensorFiles.open(weights)) {
      return file.storedConfig().isEmpty();
    }
  }

  /** Whether it is a file indeed. */
  public boolean isFile() {
    return DurableFolder.readUnchanged(folder(), at -> Files.isRegularFile(in(at)));
  }

  private Path folder() {
    return weights.toAbsolutePath().resolveSibling("");
  }

  /** The weights in the folder around them, wherever that is now. */
  private Path in(Path folder) {
    return folder.resolve(String.valueOf(weights.getFileName()));
  }

  /**
   * Compares the tensors' names and shapes with the model's, reading none of them.
   *
   * @throws GemmaException if the file is damaged or holds no Gemma 3 model
   */
  public FitReport report() {
    try (TensorFile file = open()) {
      return FitReport.of(file, stored);
    }
  }

  /**
   * Loads the model's weights as float32, after comparing every name and shape.
   *
   * @param manager on the device where the weights shall live; the model closes it, and a load that
   *     fails does
   * @throws GemmaException naming the first tensor that does not fit
   */
  public Gemma3Model load(NDManager manager) {
    return load(manager, TensorTurns.onThisThread(), LoadMonitor.NONE);
  }

  /**
   * The same in turns, a tensor in each, so that others have theirs meanwhile.
   *
   * @param monitor hears how far it has come, and may end it
   * @throws java.util.concurrent.CancellationException if the monitor ended it
   */
  public Gemma3Model load(NDManager manager, TensorTurns turns, LoadMonitor monitor) {
    try (TensorFile file = open()) {
      return load(file, manager, turns, monitor);
    } catch (RuntimeException | Error e) {
      turns.run(manager::close); // with the weights that were read so far
      throw e;
    }
  }

  /** Opens the weights, whose header is checked then. */
  public TensorFile open() {
    return DurableFolder.read(folder(), at -> TensorFiles.open(in(at)));
  }

  private Gemma3Model load(
      TensorFile file, NDManager manager, TensorTurns turns, LoadMonitor monitor) {
    FitReport report = FitReport.of(file, stored);
    report.requireFit();
    Gemma3Model model = new Gemma3Model(config(), manager);
    TensorFile watched = new WatchedTensorFile(file, monitor, report.bytesUsed());
    model
        .namedWeights()
        .forEach(
            (name, weight) -> {
              String key = report.family().of(name);
              weight.set(
                  turns.call(() -> TensorReader.float32(watched, key, weight.shape(), manager)));
            });
    return model;
  }

  /**
   * The tokenizer that the model was trained with: the one in its file or beside it, else GPT-2's.
   *
   * @throws GemmaException if it is damaged, of another model, or not known
   */
  public synchronized Tokenizer tokenizer() {
    Tokenizer read =
        tokenizer == null ? DurableFolder.readUnchanged(folder(), this::readTokenizer) : tokenizer;
    tokenizer = read;
    return read;
  }

  /** Whether a tokenizer is in its file or beside it; if not, it is taken for GPT-2's. */
  public boolean hasTokenizer() {
    return DurableFolder.readUnchanged(folder(), this::hasTokenizer);
  }

  private boolean hasTokenizer(Path folder) {
    Path file = in(folder);
    if (!TensorFiles.isGguf(file)) {
      return ModelTokenizer.isIn(folder);
    }
    try (GgufModel model = GgufModel.open(file)) {
      return model.hasTokenizer();
    }
  }

  private Tokenizer readTokenizer(Path folder) {
    Path file = in(folder);
    if (!TensorFiles.isGguf(file)) {
      return ModelTokenizer.read(folder, stored.vocabSize());
    }
    try (GgufModel model = GgufModel.open(file)) {
      return model.hasTokenizer() ? model.textTokenizer() : new Gpt2Tokenizer();
    }
  }
}
