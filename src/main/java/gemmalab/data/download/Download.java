package gemmalab.data.download;

import gemmalab.data.PreparationMonitor;
import gemmalab.data.PreparationProgress;
import gemmalab.data.PreparationProgress.Stage;
import gemmalab.text.GemmaException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Downloads a file. What has come stays in a part file when the connection breaks or the user
 * cancels, and the next download goes on from there. Only when its size and, where the server names
 * it, its SHA-256 are right does the file get its name: a file of that name is whole.
 */
public final class Download {

  private static final Duration TO_CONNECT = Duration.ofSeconds(20);
  private static final double STALLED_SECONDS = 60;
  private static final int MILLIS_BETWEEN_REPORTS = 100;
  private static final int RANGE_NOT_SATISFIABLE = 416;

  private final URI address;
  private final String name;

  private Download(URI address, String name) {
    this.address = address;
    this.name = name;
  }

  /**
   * A file in a folder of the web.
   *
   * @throws GemmaException if the address cannot be one
   */
  public static Download from(String folderUrl, String name) {
    String address = folderUrl + (folderUrl.endsWith("/") ? "" : "/") + name;
    try {
      URI uri = HttpRequest.newBuilder(URI.create(address)).build().uri();
      return new Download(uri, name);
    } catch (IllegalArgumentException e) {
      throw new GemmaException(e, "error.download.address", folderUrl);
    }
  }

  /**
   * Downloads the file if it is not there yet.
   *
   * @throws GemmaException if it cannot be had whole
   * @throws CancellationException if the monitor asks for it
   */
  public void to(Path file, PreparationMonitor monitor) {
    if (Files.exists(file)) {
      return;
    }
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (PartFile part = PartFile.of(file)) {
        HttpResponse<Void> answer = fetch(part, monitor);
        verify(part, answer, monitor);
        part.becomes(file);
      }
    } catch (IOException e) {
      throw new GemmaException(e, "error.download.unwritable", file, reason(e));
    }
  }

  /** Tries until all is there, or an attempt gets no farther than those before. */
  private HttpResponse<Void> fetch(PartFile part, PreparationMonitor monitor) throws IOException {
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(TO_CONNECT)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    boolean reached = false;
    while (true) {
      long before = part.size();
      try {
        HttpResponse<Void> answer = attempt(client, part, monitor);
        int status = answer.statusCode();
        if (status == Attempt.OK || status == Attempt.PARTIAL) {
          return answer;
        }
        if (status != RANGE_NOT_SATISFIABLE || before == 0) {
          throw new GemmaException("error.download.refused", address, status);
        }
        part.restart(Optional.empty());
      } catch (ExecutionException e) {
        boolean farther = part.size() > before;
        if (!farther) {
          String key = reached ? "error.download.broken" : "error.download.offline";
          throw new GemmaException(e, key, address, reason(e));
        }
        reached = true;
      }
    }
  }

  private HttpResponse<Void> attempt(HttpClient client, PartFile part, PreparationMonitor monitor)
      throws IOException, ExecutionException {
    Optional<String> etag = part.etag();
    Attempt attempt = new Attempt(part, etag.isPresent() ? part.size() : 0);
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    if (attempt.start() > 0) {
      request.header("Range", "bytes=" + attempt.start() + "-").header("If-Range", etag.get());
    }
    CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request.build(), attempt);
    try {
      return await(answer, attempt, monitor);
    } finally {
      answer.cancel(true);
      attempt.abandon();
    }
  }

  /** Waits for the end, reports meanwhile, and gives up when nothing comes any more. */
  private HttpResponse<Void> await(
      CompletableFuture<HttpResponse<Void>> answer, Attempt attempt, PreparationMonitor monitor)
      throws ExecutionException {
    long start = System.nanoTime();
    long lastChange = start;
    long receivedThen = 0;
    while (true) {
      monitor.throwIfCancelled();
      try {
        return answer.get(MILLIS_BETWEEN_REPORTS, TimeUnit.MILLISECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new CancellationException("interrupted");
      } catch (TimeoutException e) {
        long now = System.nanoTime();
        if (attempt.received() > receivedThen) {
          receivedThen = attempt.received();
          lastChange = now;
        } else if ((now - lastChange) / 1e9 > STALLED_SECONDS) {
          throw new ExecutionException(new IOException("nothing came for a minute"));
        }
        monitor.on(progress(attempt, (now - start) / 1e9));
      }
    }
  }

  private PreparationProgress progress(Attempt attempt, double seconds) {
    return new PreparationProgress(
        Stage.DOWNLOADING,
        name,
        attempt.start() + attempt.received(),
        attempt.total(),
        attempt.start(),
        0,
        seconds);
  }

  private void verify(PartFile part, HttpResponse<Void> answer, PreparationMonitor monitor)
      throws IOException {
    OptionalLong size = Attempt.size(answer);
    Optional<String> sha256 = Attempt.sha256(answer);
    boolean rightSize = size.isEmpty() || size.getAsLong() == part.size();
    if (!rightSize || (sha256.isPresent() && !sha256.get().equals(part.sha256(monitor)))) {
      part.restart(Optional.empty());
      throw new GemmaException("error.download.wrong", address);
    }
  }

  private static String reason(Exception fault) {
    Throwable cause = fault;
    while (cause.getCause() != null) { // the client says it in several wrappings
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    return message == null ? cause.getClass().getSimpleName() : message;
  }
}
