package gemmalab.checkpoint.tokenizer;

import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.CompactTokenizer;
import gemmalab.tokenizer.CompactVocabulary;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.tokenizer.gemma.GemmaTokenizer;
import gemmalab.tokenizer.gemma.GemmaTokenizerJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The tokenizer in a model's folder. */
public final class ModelTokenizer {

  /** A compact vocabulary; what else is beside it is for others to read. */
  public static final String VOCABULARY = "vocabulary.json";

  static final String TOKENIZER = "tokenizer.json";

  private ModelTokenizer() {}

  /** Whether a folder has a tokenizer. */
  public static boolean isIn(Path folder) {
    return Files.exists(folder.resolve(VOCABULARY)) || Files.exists(folder.resolve(TOKENIZER));
  }

  /**
   * Reads a folder's tokenizer; without any it is GPT-2's.
   *
   * @param rows of the model's embedding
   * @throws GemmaException if a file is damaged, of another model, or of another tokenizer than
   *     those that the app knows
   */
  public static Tokenizer read(Path folder, int rows) {
    Path vocabulary = folder.resolve(VOCABULARY);
    if (Files.exists(vocabulary)) {
      return compact(vocabulary, rows);
    }
    Path json = folder.resolve(TOKENIZER);
    if (!Files.exists(json)) {
      return new Gpt2Tokenizer();
    }
    Tokenizer tokenizer = GemmaTokenizerJson.read(json);
    return tokenizer instanceof GemmaTokenizer gemma && gemma.size() > rows
        ? gemma.within(rows)
        : tokenizer;
  }

  private static Tokenizer compact(Path path, int rows) {
    CompactVocabulary vocabulary = VocabularyJson.read(path);
    if (vocabulary.size() != rows) {
      throw new GemmaException("error.vocabulary.size", path, vocabulary.size(), rows);
    }
    return new CompactTokenizer(vocabulary);
  }

  /**
   * Writes a model's tokenizer into its folder, so that {@code AutoTokenizer} opens it too; one
   * with a compact vocabulary only with {@code trust_remote_code=True}.
   *
   * @param folder in which none of its files is yet
   */
  public static void write(Path folder, Tokenizer tokenizer, GemmaConfig config)
      throws IOException {
    if (tokenizer instanceof CompactTokenizer compact) {
      CompactFiles.write(folder, compact, config.maxPositionEmbeddings());
    } else if (tokenizer instanceof Gpt2Tokenizer) {
      TokenizerJson.write(folder, config.maxPositionEmbeddings());
    } else if (tokenizer instanceof GemmaTokenizer gemma) {
      new GemmaFiles(folder, gemma, config.maxPositionEmbeddings()).write();
    }
  }
}
