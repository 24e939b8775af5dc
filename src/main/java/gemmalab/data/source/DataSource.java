package gemmalab.data.source;

import gemmalab.data.Corpus;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.tokens.TokenFolder;
import gemmalab.text.GemmaException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Where text comes from, as the user says it.
 *
 * @param name {@code stories}, {@code bundled}, {@code tinystories}, or the path of a file or a
 *     folder
 * @param field of each JSON object, or column of a table, that is the text; where it is {@link
 *     #DEFAULT_FIELD} and there is none of that name, other usual names are tried
 * @param url of the folder that downloads come from
 * @param separatorIsText whether {@code <|endoftext|>} is text like any other, and not the end of a
 *     document
 */
public record DataSource(String name, String field, String url, boolean separatorIsText) {

  /** Stories of the app's own grammar; {@code stories:1000} are the first thousand. */
  public static final String STORIES = "stories";

  /** The written stories that come with the app. */
  public static final String BUNDLED = "bundled";

  /** The data set TinyStories, which is downloaded at its first use. */
  public static final String TINY_STORIES = "tinystories";

  public static final String DEFAULT_FIELD = "text";

  public static DataSource of(String name) {
    return new DataSource(name, DEFAULT_FIELD, TinyStories.URL, false);
  }

  /** The path that the name is, if it names no source of its own. */
  public Path path() {
    try {
      Path path = Path.of(name);
      // A name that was written on Windows, say in a run's configuration
      return Files.exists(path) ? path : Path.of(name.replace('\\', '/'));
    } catch (InvalidPathException e) {
      throw new GemmaException(e, "error.corpus.missing", name);
    }
  }

  /** The same, to be found from any folder of work. */
  public DataSource absolute() {
    return isNamed()
        ? this
        : new DataSource(path().toAbsolutePath().toString(), field, url, separatorIsText);
  }

  /** Whether it is a folder of token files, which is no corpus of texts. */
  public boolean isTokenFolder() {
    return !isNamed() && TokenFolder.isOne(path());
  }

  /**
   * Finds the corpus, downloading it first if need be.
   *
   * @param cache folder for downloads
   * @throws GemmaException if there is no such source
   */
  public Corpus open(Path cache, PreparationMonitor monitor) {
    return switch (name) {
      case BUNDLED -> new BundledStories(name);
      case TINY_STORIES -> TinyStories.open(cache, url, monitor);
      default -> isOfGrammar() ? GrammarStories.named(name) : openPath(path());
    };
  }

  /** Whether the name stands for a source of the app's, not for a path. */
  private boolean isNamed() {
    return name.equals(BUNDLED) || name.equals(TINY_STORIES) || isOfGrammar();
  }

  /** Whether it is made by the app's own grammar. */
  public boolean isOfGrammar() {
    return name.equals(STORIES) || name.startsWith(STORIES + ":");
  }

  private Corpus openPath(Path path) {
    if (Files.isDirectory(path)) {
      return openFolder(path);
    }
    if (!Files.isRegularFile(path)) {
      throw new GemmaException("error.corpus.missing", name);
    }
    if (FileKind.of(path) == FileKind.OTHER) {
      throw new GemmaException("error.corpus.kind", name);
    }
    return new CorpusFile(path, field, separatorIsText);
  }

  private Corpus openFolder(Path folder) {
    CorpusFolder corpus = CorpusFolder.of(folder, field, separatorIsText);
    if (corpus.files().isEmpty()) {
      throw new GemmaException("error.corpus.noFiles", name);
    }
    return corpus;
  }
}
