package gemmalab.data.tokens;

import gemmalab.data.TokenizedCorpus;
import gemmalab.files.DurableFolder;
import gemmalab.files.FileFaults;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder with two files of token ids: {@code train.bin} and {@code validation.bin}, as the app
 * writes them, or {@code val.bin}, as nanoGPT and llm.c do, which has a name before ({@code
 * tiny_shakespeare_train.bin}). Written are ids of two bytes each, the low one first, nothing else;
 * read is every {@link TokenFormat}.
 */
public final class TokenFolder {

  static final String TRAINING = "train.bin";
  static final String VALIDATION = "validation.bin";
  private static final Pattern ANY_TRAINING = Pattern.compile("(.*[_-])?train\\.bin");
  private static final Pattern ANY_VALIDATION =
      Pattern.compile("(.*[_-])?(val|valid|validation)\\.bin");
  private static final int MOST_TOKENS = 1 << Short.SIZE;

  private TokenFolder() {}

  /** Writes the tokens of both files. */
  @FunctionalInterface
  public interface Filler<T> {
    T fill(TokenWriter training, TokenWriter validation) throws IOException;
  }

  /** Whether a folder has a file of training tokens. */
  public static boolean isOne(Path folder) {
    return !named(folder, ANY_TRAINING).isEmpty();
  }

  /**
   * Opens the files of a folder.
   *
   * @param vocabSize tokens that a model knows
   * @throws GemmaException if a file is missing or damaged, there are several for one part, or one
   *     has a token beyond
   */
  public static TokenizedCorpus open(Path folder, int vocabSize) {
    return new TokenizedCorpus(
        openFile(only(folder, ANY_TRAINING, TRAINING), vocabSize),
        openFile(only(folder, ANY_VALIDATION, VALIDATION), vocabSize));
  }

  private static Path only(Path folder, Pattern name, String usual) {
    List<Path> files = named(folder, name);
    if (files.isEmpty()) {
      throw new GemmaException("error.tokens.missing", folder.resolve(usual));
    }
    if (files.size() > 1) {
      throw new GemmaException(
          "error.tokens.several", folder, files.get(0).getFileName(), files.get(1).getFileName());
    }
    return files.get(0);
  }

  private static List<Path> named(Path folder, Pattern name) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(file -> name.matcher(String.valueOf(file.getFileName())).matches())
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", folder, FileFaults.reason(e));
    }
  }

  private static MappedTokens openFile(Path file, int vocabSize) {
    try {
      MappedTokens tokens = MappedTokens.open(file);
      if (tokens.highest() >= vocabSize) {
        throw new GemmaException("error.tokens.beyond", file, tokens.highest(), vocabSize);
      }
      return tokens;
    } catch (IOException e) {
      throw new GemmaException(e, "error.file.unreadable", file, FileFaults.reason(e));
    }
  }

  /**
   * Makes a new folder; if it cannot be filled there is none.
   *
   * @throws GemmaException if there is something in the folder already, it cannot be written, or
   *     there are too many tokens for two bytes
   */
  public static <T> T write(Path folder, int vocabSize, Filler<T> filler) {
    requireTwoBytes(vocabSize);
    List<T> result = new ArrayList<>();
    requireNew(folder);
    try {
      DurableFolder.replace(folder, fresh -> result.add(fill(fresh, filler)));
      return result.get(0);
    } catch (IOException e) {
      throw new GemmaException(e, "error.tokens.unwritable", folder, FileFaults.reason(e));
    }
  }

  /**
   * Writes both files beside what else is being written into a folder.
   *
   * @throws GemmaException if there are too many tokens for two bytes
   */
  public static <T> T writeInto(Path folder, int vocabSize, Filler<T> filler) throws IOException {
    requireTwoBytes(vocabSize);
    return fill(folder, filler);
  }

  private static void requireTwoBytes(int vocabSize) {
    if (vocabSize > MOST_TOKENS) {
      throw new GemmaException("error.tokens.vocabulary", vocabSize, MOST_TOKENS);
    }
  }

  /**
   * Checks that there is no such folder, or nothing in it.
   *
   * @throws GemmaException if there is
   */
  public static void requireNew(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> inside = Files.list(folder)) {
      if (inside.findAny().isPresent()) {
        throw new GemmaException("error.tokens.notEmpty", folder);
      }
    } catch (IOException e) {
      throw new GemmaException(e, "error.tokens.notEmpty", folder); // a file of that name
    }
  }

  private static <T> T fill(Path folder, Filler<T> filler) throws IOException {
    try (TokenFileWriter training = new TokenFileWriter(folder.resolve(TRAINING));
        TokenFileWriter validation = new TokenFileWriter(folder.resolve(VALIDATION))) {
      T result = filler.fill(training, validation);
      training.finish();
      validation.finish();
      return result;
    }
  }
}
