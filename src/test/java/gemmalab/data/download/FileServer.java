package gemmalab.data.download;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import gemmalab.data.Sha256;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * Serves one file as Hugging Face does: the address that is asked for names checksum and size and
 * sends the client on to another place, which understands ranges. It can break off, stand still,
 * and tell lies.
 */
public final class FileServer implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);

  /** The Range header of each request for bytes, "" for none. */
  public final List<String> ranges = Collections.synchronizedList(new ArrayList<>());

  public volatile byte[] content;
  public volatile String etag = "\"one\"";
  public volatile String sha256;

  /** Bytes after which answers break off; these are taken one by one, then none breaks off. */
  public final List<Integer> cuts = Collections.synchronizedList(new ArrayList<>());

  /** Stands still after its bytes instead of breaking off. */
  public volatile boolean hangs;

  public volatile boolean ignoresRanges;
  public volatile boolean namesChecksum = true;

  /** What it names as the size; null for the right one. */
  public volatile @Nullable String size;

  public FileServer(byte[] content) throws IOException {
    this.content = content;
    sha256 = HexFormat.of().formatHex(Sha256.digest().digest(content));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/data/", this::redirect);
    server.createContext("/store/", this::send);
    server.start();
  }

  /** The folder that the files are in. */
  public String url() {
    return "http://localhost:" + server.getAddress().getPort() + "/data";
  }

  private void redirect(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().endsWith("absent.txt")) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    exchange.getResponseHeaders().set("Location", "/store/bytes");
    if (namesChecksum) {
      exchange.getResponseHeaders().set("X-Linked-ETag", '"' + sha256 + '"');
      exchange
          .getResponseHeaders()
          .set("X-Linked-Size", size == null ? String.valueOf(content.length) : size);
    }
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void send(HttpExchange exchange) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    ranges.add(range == null ? "" : range);
    boolean same = etag.equals(exchange.getRequestHeaders().getFirst("If-Range"));
    int start = 0;
    if (range != null && same && !ignoresRanges) {
      start = Integer.parseInt(range.replaceAll("\\D", ""));
      String value = "bytes " + start + "-" + (content.length - 1) + "/" + content.length;
      exchange.getResponseHeaders().set("Content-Range", value);
    }
    exchange.getResponseHeaders().set("ETag", etag);
    exchange.sendResponseHeaders(start > 0 ? 206 : 200, content.length - start);
    int end = cuts.isEmpty() ? content.length : Math.min(content.length, start + cuts.remove(0));
    OutputStream body = exchange.getResponseBody();
    body.write(Arrays.copyOfRange(content, start, end));
    body.flush();
    if (hangs) {
      waitUntilClosed();
    }
    exchange.close(); // before its end, if it was cut
  }

  private void waitUntilClosed() {
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
