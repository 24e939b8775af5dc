package gemmalab.train;

import gemmalab.checkpoint.ModelFolder;
import gemmalab.data.TokenSequence;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.tokens.TokenFolder;
import gemmalab.data.tokens.TokenWriter;
import gemmalab.files.DurableFile;
import gemmalab.files.DurableFolder;
import gemmalab.files.FileFaults;
import gemmalab.model.Gemma3Model;
import gemmalab.tensor.TensorTurns;
import gemmalab.text.GemmaException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A folder from which a bigger machine trains with PyTorch: a model, its tokens, the recipe and a
 * script for transformers' Trainer. The script's run is one that {@link RunFolder} reads and
 * resumes.
 */
public final class TrainingExport {

  /** Where the script puts its run. */
  public static final String RUN = "run";

  static final String MODEL = "model";
  static final String RECIPE = "recipe.json";
  static final String SCRIPT = "train.py";

  private static final List<String> SOURCES =
      List.of(SCRIPT, "windows.py", "run_folder.py", "README.md");
  private static final int TOKENS_AT_ONCE = 1 << 18;

  private TrainingExport() {}

  /** Whether what is in the folder already may be replaced. */
  public enum Existing {
    REFUSE,
    REPLACE
  }

  /**
   * Checks that a folder can be written.
   *
   * @throws GemmaException if it is not empty; if it may be replaced, only if it is no export, or
   *     has a run in it
   */
  public static void requireWritable(Path folder, Existing existing) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        requireReplaceable(folder, existing);
      }
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static void requireReplaceable(Path folder, Existing existing) {
    if (existing == Existing.REFUSE) {
      throw new GemmaException("error.export.notEmpty", folder);
    }
    if (Files.exists(folder.resolve(RUN))) {
      throw new GemmaException("error.export.hasRun", folder);
    }
    boolean isExport =
        Stream.of(RECIPE, SCRIPT).map(folder::resolve).allMatch(Files::isRegularFile);
    if (!isExport) {
      throw new GemmaException("error.export.otherFiles", folder);
    }
  }

  /**
   * Writes the folder, whole or not at all.
   *
   * @param model the weights that the run starts from
   * @param turns in which they are copied
   * @throws GemmaException if the folder cannot be written
   */
  public static void write(
      TrainSetup setup, Gemma3Model model, Path folder, Existing existing, TensorTurns turns) {
    requireWritable(folder, existing);
    ExportedRecipe recipe = ExportedRecipe.of(setup.config(), setup.corpus(), setup.tokenizer());
    try {
      DurableFolder.replace(
          folder,
          into -> {
            Path models = Files.createDirectory(into.resolve(MODEL));
            ModelFolder.write(model, setup.tokenizer(), models, turns);
            writeTokens(setup.corpus(), setup.tokenizer().size(), into);
            DurableFile.writeNew(into.resolve(RECIPE), RunJson.pretty(recipe));
            for (String source : SOURCES) {
              DurableFile.writeNew(into.resolve(source), source(source));
            }
          });
    } catch (IOException e) {
      throw unwritable(folder, e);
    }
  }

  private static void writeTokens(TokenizedCorpus corpus, int vocabSize, Path into)
      throws IOException {
    TokenFolder.writeInto(
        into,
        vocabSize,
        (training, validation) -> {
          copy(corpus.training(), training);
          copy(corpus.validation(), validation);
          return true;
        });
  }

  private static void copy(TokenSequence tokens, TokenWriter to) throws IOException {
    for (long start = 0; start < tokens.length(); start += TOKENS_AT_ONCE) {
      int count = (int) Math.min(TOKENS_AT_ONCE, tokens.length() - start);
      to.append(tokens.range(start, count));
    }
  }

  private static byte[] source(String name) throws IOException {
    try (InputStream source = TrainingExport.class.getResourceAsStream("export/" + name)) {
      if (source == null) {
        throw new FileNotFoundException(name);
      }
      return source.readAllBytes();
    }
  }

  private static GemmaException unwritable(Path folder, IOException cause) {
    return new GemmaException(cause, "error.file.unwritable", folder, FileFaults.reason(cause));
  }
}
