package gemmalab.data.encode;

import gemmalab.data.Corpus;
import gemmalab.data.PreparationMonitor;
import gemmalab.data.PreparationProgress;
import gemmalab.data.PreparationProgress.Stage;
import gemmalab.data.ReadingNotes;
import gemmalab.data.Segment;
import gemmalab.data.SegmentReader;
import gemmalab.thread.Threads;
import gemmalab.tokenizer.Tokenizer;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Encodes a corpus on several threads. The calling thread reads batches of segments and takes the
 * results in the order of the text; so few batches are in work that memory stays constant.
 */
final class ParallelEncoder {

  private static final int CHARACTERS_IN_BATCH = 1 << 18;
  private static final int BATCHES_FOR_EACH_THREAD = 2;

  private final Tokenizer tokenizer;
  private final boolean endOfText;
  private final int threads;
  private final PreparationMonitor monitor;

  /**
   * Prepares the threads' work; they use the tokenizer all at once.
   *
   * @param endOfText whether its token stands after each document
   */
  ParallelEncoder(Tokenizer tokenizer, boolean endOfText, int threads, PreparationMonitor monitor) {
    this.tokenizer = tokenizer;
    this.endOfText = endOfText;
    this.threads = threads;
    this.monitor = monitor;
  }

  /** Takes segments in the order of the text. */
  @FunctionalInterface
  interface Sink {
    void accept(EncodedSegment segment) throws IOException;
  }

  private record EncodedBatch(List<EncodedSegment> segments, long bytesRead) {}

  /**
   * Reads and encodes all of a corpus.
   *
   * @param stage what the monitor hears that is being done
   * @return what the reader left out
   * @throws CancellationException if the monitor asks for it
   */
  ReadingNotes encode(Stage stage, Corpus corpus, Sink sink) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads, Threads.daemons("encoder"));
    Queue<Future<EncodedBatch>> inWork = new ArrayDeque<>();
    Report report = new Report(stage, corpus);
    try (SegmentReader reader = corpus.open()) {
      List<Segment> batch = read(reader);
      while (!batch.isEmpty() || !inWork.isEmpty()) {
        if (!batch.isEmpty()) {
          inWork.add(submit(workers, batch, reader.bytesRead()));
          batch = read(reader);
        }
        if (batch.isEmpty() || inWork.size() >= threads * BATCHES_FOR_EACH_THREAD) {
          report.batch(take(inWork.remove(), sink));
        }
      }
      return reader.notes();
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Segment> read(SegmentReader reader) {
    List<Segment> batch = new ArrayList<>();
    int characters = 0;
    while (characters < CHARACTERS_IN_BATCH) {
      Segment segment = reader.next();
      if (segment == null) {
        break;
      }
      batch.add(segment);
      characters += segment.text().length() + 1;
    }
    return batch;
  }

  private Future<EncodedBatch> submit(
      ExecutorService workers, List<Segment> batch, long bytesRead) {
    return workers.submit(
        () ->
            new EncodedBatch(
                batch.stream()
                    .map(segment -> EncodedSegment.of(segment, tokenizer, endOfText))
                    .toList(),
                bytesRead));
  }

  private EncodedBatch take(Future<EncodedBatch> encoded, Sink sink) throws IOException {
    monitor.throwIfCancelled();
    EncodedBatch batch = await(encoded);
    for (EncodedSegment segment : batch.segments()) {
      sink.accept(segment);
    }
    return batch;
  }

  private static EncodedBatch await(Future<EncodedBatch> encoded) {
    try {
      return encoded.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException fault
          ? fault
          : new IllegalStateException(e.getCause());
    }
  }

  /** Tells the monitor how far it is. */
  private final class Report {
    private final Stage stage;
    private final String name;
    private final OptionalLong totalBytes;
    private final long start = System.nanoTime();
    private long tokens;

    Report(Stage stage, Corpus corpus) {
      this.stage = stage;
      name = corpus.name();
      totalBytes = corpus.bytes();
    }

    void batch(EncodedBatch batch) {
      tokens += batch.segments().stream().mapToLong(segment -> segment.ids().length).sum();
      double seconds = (System.nanoTime() - start) / 1e9;
      monitor.on(
          new PreparationProgress(stage, name, batch.bytesRead(), totalBytes, 0, tokens, seconds));
    }
  }
}
