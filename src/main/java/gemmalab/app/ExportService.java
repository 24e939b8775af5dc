package gemmalab.app;

import gemmalab.checkpoint.export.ExportMonitor;
import gemmalab.checkpoint.export.ExportProgress;
import gemmalab.checkpoint.export.ExportRequest;
import gemmalab.checkpoint.export.ExportResult;
import gemmalab.checkpoint.export.ModelExport;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Writes models on disk in other formats; needs no engine and no turn of the tensor thread. */
public final class ExportService {

  ExportService() {}

  /**
   * Starts to write.
   *
   * @param progress hears of it many times a second, on another thread, and must return soon
   */
  public ExportHandle start(ExportRequest request, Consumer<ExportProgress> progress) {
    return new ExportHandle(request, progress);
  }

  /** A model that is being written. */
  public static final class ExportHandle {

    private final CompletableFuture<ExportResult> end;
    private volatile boolean cancelled;

    private ExportHandle(ExportRequest request, Consumer<ExportProgress> progress) {
      ExportMonitor monitor = new ExportMonitor(progress, () -> cancelled);
      end = CompletableFuture.supplyAsync(() -> ModelExport.run(request, monitor));
    }

    /** Completes when all is written. */
    public CompletableFuture<ExportResult> end() {
      return end;
    }

    /** Ends it soon; {@link #end} then fails, after all that was half-written is gone. */
    public void cancel() {
      cancelled = true;
    }
  }
}
