package gemmalab.data.encode;

import gemmalab.data.Corpus;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.PreparationProgress.Stage;
import gemmalab.data.ReadingNotes;
import gemmalab.data.TokenizedCorpus;
import gemmalab.data.tokens.MemoryTokens;
import gemmalab.data.tokens.TokenFolder;
import gemmalab.data.tokens.TokenWriter;
import gemmalab.text.GemmaException;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Makes tokens for training of a corpus: encoded on several threads, parted into training and
 * validation, with statistics. The tokens are those of each document encoded alone, whatever the
 * number of threads.
 */
public final class Preparation {

  private final Corpus corpus;
  private final Tokenizer tokenizer;
  private final ParallelEncoder encoder;

  /** With an end-of-text token after each document; all threads use the tokenizer at once. */
  public Preparation(Corpus corpus, Tokenizer tokenizer, int threads, PreparationMonitor monitor) {
    this(corpus, tokenizer, true, threads, monitor);
  }

  /** With an end-of-text token after each document, or nothing between one and the next. */
  public Preparation(
      Corpus corpus,
      Tokenizer tokenizer,
      boolean endOfText,
      int threads,
      PreparationMonitor monitor) {
    if (threads < 1) {
      throw new GemmaException("error.train.notPositive", "threads", threads);
    }
    this.corpus = corpus;
    this.tokenizer = tokenizer;
    this.encoder = new ParallelEncoder(tokenizer, endOfText, threads, monitor);
  }

  /**
   * Encodes all into memory, 4 bytes a token.
   *
   * @throws GemmaException if there is no text or it cannot be read
   * @throws java.util.concurrent.CancellationException if the monitor asks for it
   */
  public TokenizedCorpus inMemory() {
    MemoryTokens training = new MemoryTokens();
    MemoryTokens validation = new MemoryTokens();
    try {
      encode(training, validation);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory has no such faults
    }
    return new TokenizedCorpus(training.tokens(), validation.tokens());
  }

  /**
   * Encodes all into token files in a new folder, in constant memory. If it fails or is cancelled
   * there is no folder.
   *
   * @throws GemmaException if there is no text or it cannot be read, the folder is not empty or
   *     cannot be written, or the tokenizer has too many tokens for such files
   * @throws java.util.concurrent.CancellationException if the monitor asks for it
   */
  public CorpusStatistics into(Path folder) {
    return TokenFolder.write(folder, tokenizer.size(), this::encode);
  }

  private CorpusStatistics encode(TokenWriter training, TokenWriter validation) throws IOException {
    StatisticsCollector statistics = new StatisticsCollector();
    Optional<Corpus> ownValidation = corpus.validation();
    if (ownValidation.isPresent()) {
      encode(corpus, segment -> training.append(segment.ids()), statistics);
      encode(ownValidation.get(), segment -> validation.append(segment.ids()), statistics);
    } else {
      ValidationSplit split = new ValidationSplit(training, validation);
      encode(corpus, split, statistics);
      split.finish();
    }
    return statistics.of(training.length(), validation.length());
  }

  private void encode(Corpus part, ParallelEncoder.Sink sink, StatisticsCollector statistics)
      throws IOException {
    long documentsBefore = statistics.documents();
    ReadingNotes notes =
        encoder.encode(
            Stage.TOKENIZING,
            part,
            segment -> {
              statistics.add(segment);
              sink.accept(segment);
            });
    if (statistics.documents() == documentsBefore) {
      throw notes.firstDamage() == null
          ? new GemmaException("error.corpus.empty", part.name())
          : notes.firstDamage();
    }
    statistics.add(notes);
  }
}
