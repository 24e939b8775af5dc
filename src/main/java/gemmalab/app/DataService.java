package gemmalab.app;

import gemmalab.data.Corpus;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.PreparationProgress;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.encode.CorpusStatistics;
import gemmalab.data.encode.Preparation;
import gemmalab.data.encode.TokenCounts;
import gemmalab.data.source.DataSource;
import gemmalab.data.tokens.TokenCache;
import gemmalab.data.tokens.TokenFolder;
import gemmalab.data.tokens.TokenText;
import gemmalab.model.GemmaConfig;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Gpt2Tokenizer;
import gemmalab.tokenizer.Tokenizer;
import gemmalab.train.FittedVocabulary;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Makes tokens of texts: into files for later, and for a run that is about to begin. */
public final class DataService {

  /** Names another folder for downloads and tokens than the user's. */
  public static final String FOLDER_PROPERTY = UserFolders.DATA_PROPERTY;

  /** Larger texts go through files, which need no memory. */
  private static final long LARGEST_IN_MEMORY_BYTES = 50_000_000;

  /** What the tokens of large texts may take on the disk; of a gigabyte of text they are half. */
  private static final long CACHE_LIMIT_BYTES = 10_000_000_000L;

  private final Path folder;
  private final long largestInMemoryBytes;
  private final TokenCache cache;

  DataService(Path folder) {
    this(folder, LARGEST_IN_MEMORY_BYTES);
  }

  /** For tests, with another limit. */
  DataService(Path folder, long largestInMemoryBytes) {
    this.folder = folder;
    this.largestInMemoryBytes = largestInMemoryBytes;
    this.cache = new TokenCache(folder, CACHE_LIMIT_BYTES);
  }

  /** What is kept of large texts. */
  public static TokenCache cacheOfUser() {
    return new DataService(folderOfUser()).cache;
  }

  /** Where downloads and the tokens of large texts are kept. */
  static Path folderOfUser() {
    return UserFolders.data();
  }

  /** Processors of this machine: as many threads encode if nothing else is said. */
  public static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  /**
   * Makes token files of a text, with the GPT-2 tokenizer.
   *
   * @param output a new folder for {@code train.bin} and {@code validation.bin}
   * @param progress hears of it many times a second, on another thread, and must return soon
   */
  public PreparationHandle prepare(
      DataSource source, Path output, int threads, Consumer<PreparationProgress> progress) {
    return new PreparationHandle(progress, monitor -> write(source, output, threads, monitor));
  }

  private CorpusStatistics write(
      DataSource source, Path output, int threads, PreparationMonitor monitor) {
    if (source.isTokenFolder()) {
      throw new GemmaException("error.tokens.already", source.name());
    }
    TokenFolder.requireNew(output); // before a long download
    Corpus corpus = source.open(folder, monitor);
    return new Preparation(corpus, new Gpt2Tokenizer(), threads, monitor).into(output);
  }

  /** A vocabulary that is fitted to a text, and the text in its tokens. */
  record Fitted(FittedVocabulary vocabulary, TokenizedCorpus corpus) {}

  /**
   * The vocabulary of a new model and its text: if it shall be compact, the tokens that the source
   * uses. Files of tokens are GPT-2's, so a model that learns from them knows all of these.
   */
  Fitted fit(GemmaConfig wanted, DataSource source, boolean endOfText, PreparationMonitor monitor) {
    if (!FittedVocabulary.isCompact(wanted) || source.isTokenFolder()) {
      FittedVocabulary full = FittedVocabulary.full(wanted);
      return new Fitted(full, tokens(source, full.tokenizer(), endOfText, monitor));
    }
    Corpus corpus = source.open(folder, monitor);
    Gpt2Tokenizer gpt2 = new Gpt2Tokenizer();
    if (isLarge(corpus)) {
      long[] uses =
          cache.uses(corpus, gpt2, () -> TokenCounts.of(corpus, gpt2, processors(), monitor));
      FittedVocabulary fitted = FittedVocabulary.compact(wanted, uses);
      return new Fitted(fitted, tokens(source, fitted.tokenizer(), endOfText, monitor));
    }
    TokenizedCorpus encoded =
        new Preparation(corpus, gpt2, endOfText, processors(), monitor).inMemory();
    FittedVocabulary fitted = FittedVocabulary.compact(wanted, encoded.uses(gpt2.size()));
    return new Fitted(fitted, encoded.map(fitted::fromGpt2));
  }

  private boolean isLarge(Corpus corpus) {
    return corpus.bytes().orElse(0) > largestInMemoryBytes;
  }

  /**
   * The tokens of a source: those of a folder of token files, in memory for a text of some
   * megabytes, through files in the user's folder for a larger one.
   */
  TokenizedCorpus tokens(
      DataSource source, Tokenizer tokenizer, boolean endOfText, PreparationMonitor monitor) {
    if (source.isTokenFolder()) {
      return tokensOfFiles(source, tokenizer);
    }
    Corpus corpus = source.open(folder, monitor);
    Preparation preparation = new Preparation(corpus, tokenizer, endOfText, processors(), monitor);
    return isLarge(corpus)
        ? cache.tokens(corpus, tokenizer, endOfText, preparation::into)
        : preparation.inMemory();
  }

  private static TokenizedCorpus tokensOfFiles(DataSource source, Tokenizer tokenizer) {
    TokenizedCorpus corpus = TokenFolder.open(source.path(), tokenizer.size());
    TokenText.require(source.path(), corpus, tokenizer);
    return corpus;
  }

  /** A text that is being prepared. */
  public static final class PreparationHandle {
    private final CompletableFuture<CorpusStatistics> end;
    private volatile boolean cancelled;

    private PreparationHandle(Consumer<PreparationProgress> progress, Work work) {
      PreparationMonitor monitor = PreparationMonitor.of(progress, () -> cancelled);
      end = CompletableFuture.supplyAsync(() -> work.run(monitor));
    }

    /** Completes with the statistics when the files are written. */
    public CompletableFuture<CorpusStatistics> end() {
      return end;
    }

    /** Ends it soon; {@link #end} then fails, after all that was half-written is gone. */
    public void cancel() {
      cancelled = true;
    }

    private interface Work {
      CorpusStatistics run(PreparationMonitor monitor);
    }
  }
}
